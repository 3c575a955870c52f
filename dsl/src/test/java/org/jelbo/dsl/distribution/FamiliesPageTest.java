package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.FamilyExamples.Example;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;

/** The page of all families is the one that their examples make. */
final class FamiliesPageTest {
  private static final Path MODULE = Path.of(System.getProperty("jelbo.root", "..")).resolve("dsl");
  private static final Path SOURCES = MODULE.resolve("src/main/java/org/jelbo/dsl/distribution");
  private static final Path PAGE = MODULE.resolve("FAMILIES.md");
  private static final int MOST_LINES = 200;

  /** What is about all families. */
  private static final Set<String> OF_ALL = Set.of("Messages", "Requirement");

  private static final String HEAD =
      """
      # Families

      Every factory, its parameters by the names that `parameters()` gives them. *Values*: the support, of an example whose ends or sizes are numbers. *Draws*: whether
      gradients flow through them. *Finite*: `enumerate()` lists the values. *Cdf*: the family is `Cumulative`, with `cdfOfEach` and `quantileOfEach`. *Entropy*: in closed
      form or exact to rounding, else means of draws. *KL from*: the families from which the divergence has a closed form; other pairs are estimated by draws. A mixture whose
      components are known to be the same diverges as that component, two distributions transformed by equal maps diverge as their bases. The Javadoc of each family has the
      density, domains and shapes, and its sources, which stand below.

      | | values | draws | finite | cdf | entropy | KL from |
      |---|---|---|---|---|---|---|
      """;

  /** A page's row for each example, and what the families' Javadoc says of sources. */
  private static String page() {
    return HEAD
        + FamilyExamples.all().stream().map(FamiliesPageTest::row).collect(Collectors.joining())
        + "\n## Sources\n\n"
        + FamilySources.lines()
        + "\nThe books and papers:\n\n"
        + FamilySources.bibliography();
  }

  private static String row(Example example) {
    Distribution distribution = example.distribution();
    return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            example.written(),
            distribution.support(),
            distribution.isReparameterized() ? "pathwise" : "",
            distribution.cardinality().isPresent() ? "yes" : "",
            distribution instanceof Cumulative ? "yes" : "",
            hasEntropy(distribution) ? "yes" : "",
            divergences(distribution));
  }

  private static boolean hasEntropy(Distribution distribution) {
    try {
      return distribution.entropy().eventShape().numDimensions() == 0;
    } catch (JelboException e) {
      return false;
    }
  }

  private static String divergences(Distribution distribution) {
    return Divergences.standard().pairs().stream()
        .filter(pair -> pair.q().equals(distribution.getClass()))
        .map(pair -> pair.p().getSimpleName())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  @Test
  void pageShowsTheFamilies() throws IOException {
    if (Boolean.getBoolean("jelbo.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
        .as(
            "dsl/FAMILIES.md; to write it again: ./mvnw -pl dsl -Dtest=FamiliesPageTest"
                + " -Djelbo.write=true test")
        .isEqualTo(page());
  }

  @Test
  void everyFactoryOfEveryFamilyIsOnThePage() throws IOException, ClassNotFoundException {
    Set<String> factories = new TreeSet<>();
    for (String name : classes()) {
      Class<?> type = Class.forName("org.jelbo.dsl.distribution." + name);
      if (Modifier.isPublic(type.getModifiers()) && Distribution.class.isAssignableFrom(type)) {
        Stream.of(type.getDeclaredMethods())
            .filter(FamiliesPageTest::isFactory)
            .forEach(method -> factories.add(name + "." + method.getName()));
      }
    }
    assertThat(factories).hasSizeGreaterThan(50);
    assertThat(FamilyExamples.all().stream().map(FamilyExamples::factory)).containsAll(factories);
  }

  private static boolean isFactory(Method method) {
    boolean isDistribution = Distribution.class.isAssignableFrom(method.getReturnType());
    return Modifier.isStatic(method.getModifiers())
        && Modifier.isPublic(method.getModifiers())
        && isDistribution
        && !method.getName().equals("reduced");
  }

  /** What is written is what the parameters are called, in their order. */
  @Test
  void argumentsAreCalledAsTheParametersAre() {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    for (Example example : FamilyExamples.all()) {
      List<String> written = FamilyExamples.arguments(example);
      List<String> found =
          example.distribution().parameters().keySet().stream().filter(written::contains).toList();
      Set<String> composed =
          Set.of("components", "counts", "base", "bijector", "sizes", "categories");
      List<String> expected =
          written.stream()
              .filter(name -> found.contains(name) || !composed.contains(name))
              .toList();
      if (!found.equals(expected)) {
        wrong.put(example.written(), List.copyOf(example.distribution().parameters().keySet()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noFamilyIsLong() throws IOException {
    for (String name : classes()) {
      List<String> lines = Files.readAllLines(SOURCES.resolve(name + ".java"));
      if (!OF_ALL.contains(name)) {
        assertThat(lines).as("lines of %s", name).hasSizeLessThanOrEqualTo(MOST_LINES);
      }
    }
  }

  private static List<String> classes() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("package-info.java"))
          .map(name -> name.replace(".java", ""))
          .sorted()
          .toList();
    }
  }
}
