package org.jelbo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageRulesTest {

  private static final String EXPR =
      "package org.jelbo.dsl.expr; public final class Reached { public int size; }";
  private static final String TRAINING =
      "package org.jelbo.inference.training; public final class Reached { public int size; }";

  @TempDir Path folder;

  @Test
  void useOfLaterPackagesIsFound() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                PackageRules.ordered(Floors.DSL),
                EXPR,
                """
                package org.jelbo.dsl.axis;
                final class Reaching { org.jelbo.dsl.expr.Reached[] up; }
                """))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).contains("org.jelbo.dsl.axis.Reaching.up"));
  }

  @Test
  void aPackageMayUseAnEarlierOneAndItself() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                PackageRules.ordered(Floors.DSL),
                EXPR,
                "package org.jelbo.dsl.expr; final class Near { Reached same; }",
                "package org.jelbo.dsl.nn; final class Layer { org.jelbo.dsl.expr.Reached down; }"))
        .isEmpty();
  }

  @Test
  void useOfLaterModulesIsFound() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                PackageRules.ordered(Floors.MODULES),
                TRAINING,
                """
                package org.jelbo.dsl.program;
                final class Reaching {
                  int size(Object o) { return ((org.jelbo.inference.training.Reached) o).size; }
                }
                """))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).contains("org.jelbo.dsl.program.Reaching.size"));
  }

  @Test
  void aPackageThatIsNotListedIsFound() throws IOException {
    String list = String.join(", ", Floors.SAMPLES.names());
    assertThat(
            Planted.violations(
                folder,
                PackageRules.listed(Floors.SAMPLES),
                "package org.jelbo.samples.report; final class Table {}",
                "package org.jelbo.samples.report.pdf; final class Page {}",
                "package org.jelbo.samples.misc; final class Stray {}",
                "package org.jelbo.samples; final class Top {}"))
        .containsExactlyInAnyOrder(
            "org.jelbo.samples.report.pdf.Page stands in package org.jelbo.samples.report.pdf,"
                + " which is not in the list of org.jelbo.samples: "
                + list,
            "org.jelbo.samples.misc.Stray stands in package org.jelbo.samples.misc,"
                + " which is not in the list of org.jelbo.samples: "
                + list,
            "org.jelbo.samples.Top stands in package org.jelbo.samples,"
                + " which is not in the list of org.jelbo.samples: "
                + list);
  }

  @Test
  void packagesInCirclesAreFound() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                PackageRules.acyclic(),
                """
                package org.jelbo.models.vae;
                public final class One { org.jelbo.models.gmm.Other other; }
                """,
                """
                package org.jelbo.models.gmm;
                public final class Other { org.jelbo.models.vae.One one; }
                """))
        .singleElement()
        .asString()
        .startsWith("Cycle detected: Slice models.gmm");
  }
}
