package org.jelbo.architecture;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the compiled modules against the rules; {@link PackageRulesTest} and others test those. */
final class ArchitectureTest {

  private static final Path ROOT = Path.of(System.getProperty("jelbo.root", ".."));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages(modules().map(module -> "org.jelbo." + module).toList());

  static Stream<String> modules() {
    return Floors.MODULES.names().stream();
  }

  static List<Floors> listed() {
    return Floors.LISTED;
  }

  static Stream<Floors> ordered() {
    return Stream.concat(Stream.of(Floors.MODULES), Floors.LISTED.stream());
  }

  static Stream<ArchRule> uses() {
    return UseRules.ALL.stream();
  }

  static Stream<ArchRule> forms() {
    return FormRules.ALL.stream();
  }

  /** Without this, every rule would hold on an import that found nothing. */
  @ParameterizedTest
  @MethodSource("modules")
  void theImportSeesEveryClass(String module) throws IOException {
    Path sources = ROOT.resolve(module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> types =
          files
              .map(file -> sources.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'))
              .toList();
      assertThat(types).allMatch(MAIN::contain, "is imported");
    }
  }

  @ParameterizedTest
  @MethodSource("listed")
  void packagesAreListed(Floors floors) {
    PackageRules.listed(floors).check(MAIN);
  }

  /** A list with rooms that nobody entered would tell of a plan and not of the code. */
  @ParameterizedTest
  @MethodSource("ordered")
  void listedPackagesAreThere(Floors floors) {
    assertThat(floors.names())
        .allMatch(name -> MAIN.stream().anyMatch(floors.on(name)), "is there");
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void packagesUseOnlyThoseBeforeThem(Floors floors) {
    PackageRules.ordered(floors).check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    PackageRules.acyclic().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void classesUseOnlyWhatTheyMay(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void typesAndMethodsHaveTheForm(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void testsUseNoEagerSessionAndNoToleranceOfTheirOwn(String module) {
    Path folder = ROOT.resolve(module).resolve("target/test-classes");
    if (Files.isDirectory(folder)) {
      JavaClasses tests = new ClassFileImporter().importPath(folder);
      UseRules.NO_EAGER_SESSION.check(tests);
      UseRules.TOLERANCES_HAVE_A_MARGIN.check(tests);
    }
  }
}
