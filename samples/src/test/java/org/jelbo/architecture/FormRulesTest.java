package org.jelbo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormRulesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "final class ShapeUtils {}",
        "final class ShapeUtil {}",
        "final class ShapeHelper {}",
        "final class ShapeHelpers {}",
        "final class ShapeManager {}",
        "final class ShapeImpl {}",
        "final class ShapeBase {}",
        "final class ShapeCommon {}",
        "final class ShapeMisc {}",
        "final class Shape { interface Helper {} }"
      })
  void namesThatSayNothingAreFound(String type) throws IOException {
    assertThat(
            Planted.violations(
                folder, FormRules.NAMES_SAY_THE_SUBJECT, "package org.jelbo.dsl.axis; " + type))
        .singleElement()
        .asString()
        .contains("org.jelbo.dsl.axis.Shape");
  }

  @Test
  void gettersAreFound() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                FormRules.NO_GETTERS,
                """
                package org.jelbo.dsl.axis;
                public final class Shape extends Exception {
                  public int getSize() { return 1; }
                  public int getaway() { return 2; }
                  public int get(int i) { return i; }
                  int getHidden() { return 3; }
                  @Override public String getMessage() { return "prescribed"; }
                }
                """))
        .singleElement()
        .asString()
        .contains("org.jelbo.dsl.axis.Shape.getSize()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public class Shape {}",
        "public abstract class Shape {}",
        "public non-sealed class Shape implements Sealed {} sealed interface Sealed permits Shape {}"
      })
  void openPublicClassesAreFound(String type) throws IOException {
    assertThat(
            Planted.violations(
                folder, FormRules.PUBLIC_TYPES_ARE_CLOSED, "package org.jelbo.dsl.axis; " + type))
        .containsExactly(
            "Class <org.jelbo.dsl.axis.Shape> is not final, sealed, an interface, a record or an"
                + " enum in (Shape.java:0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public final class Shape {}",
        "public interface Shape {}",
        "public sealed interface Shape {} final class Known implements Shape {}",
        "public abstract sealed class Shape {} final class Known extends Shape {}",
        "public record Shape(int size) {}",
        "public enum Shape { FLAT { @Override int size() { return 1; } }; abstract int size(); }",
        "public @interface Shape {}",
        "public class Shape extends RuntimeException {}",
        "class Shape {}"
      })
  void closedTypesInterfacesExceptionsAndHiddenClassesAreNot(String type) throws IOException {
    assertThat(
            Planted.violations(
                folder, FormRules.PUBLIC_TYPES_ARE_CLOSED, "package org.jelbo.dsl.axis; " + type))
        .isEmpty();
  }
}
