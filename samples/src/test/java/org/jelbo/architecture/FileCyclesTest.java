package org.jelbo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jelbo.architecture.FileCycles.Allowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a package use each other one way, but where a reason is given. */
final class FileCyclesTest {
  private static final String HOUSE = "org.jelbo.inference.";

  private static final String ALGEBRA = "an algebra of objectives: each is a sum of terms";

  private static final Map<String, List<Allowed>> ALLOWED =
      Map.of(
          "objective",
          List.of(
              new Allowed("Objective", "SumTerm", ALGEBRA),
              new Allowed("Objective", "Sum", ALGEBRA),
              new Allowed("Objective", "Declared", "what is declared has the terms"),
              new Allowed("SingleObjective", "SumTerm", ALGEBRA),
              new Allowed("SingleObjective", "Declared", ALGEBRA),
              new Allowed("SingleObjective", "DryRun", ALGEBRA),
              new Allowed("SingleObjective", "Outline", ALGEBRA),
              new Allowed("SingleObjective", "Explaining", ALGEBRA),
              new Allowed("SumTerm", "Sum", ALGEBRA),
              new Allowed("SumTerm", "Declared", ALGEBRA)),
          "derivation",
          List.of(
              new Allowed("Rules", "LatentRule", "a bound has a rule for each site that asks it"),
              new Allowed("SitePlan", "LatentRule", "a plan keeps the rule that made it")),
          "compilation",
          List.of(
              new Allowed("Compilation", "Compiled", "options are compiled where they are written"),
              new Allowed("Device", "Probe", "a device is asked whether it computes")));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages("org.jelbo.inference");

  @ParameterizedTest
  @ValueSource(strings = {"objective", "derivation", "compilation"})
  void filesUseEachOtherOneWayButForTheseReasons(String room) {
    FileCycles files = FileCycles.of(MAIN, HOUSE + room);
    List<Allowed> allowed = ALLOWED.getOrDefault(room, List.of());
    assertThat(files.without(allowed).inCycles()).isEmpty();
    for (Allowed use : allowed) {
      List<Allowed> others = allowed.stream().filter(other -> !other.equals(use)).toList();
      assertThat(files.without(others).inCycles())
          .as("what would be wrong without the reason: %s", use.reason())
          .contains(use.from() + " -> " + use.to());
    }
  }

  @Test
  void aWayThatLeadsBackIsFound() {
    Map<String, Set<String>> uses =
        new TreeMap<>(
            Map.of("A", Set.of("B"), "B", Set.of("C"), "C", Set.of("A"), "D", Set.of("A")));
    FileCycles files = new FileCycles(uses);
    assertThat(files.inCycles()).containsExactly("A -> B", "B -> C", "C -> A");
    assertThat(files.without(List.of(new Allowed("C", "A", "it is a test"))).inCycles()).isEmpty();
    assertThat(files.uses()).containsEntry("C", Set.of("A"));
  }
}
