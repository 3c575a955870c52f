package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How often the contract's tests of all families fail together although all is right. */
final class FalseAlarmRateTest {
  private static final double ALLOWED = 1e-4;
  private static final String FAMILIES = "org/jelbo/dsl/distribution";

  private static List<DistributionContract> families() throws IOException, URISyntaxException {
    Path classes =
        Path.of(
            FalseAlarmRateTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve(FAMILIES))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith("Test.class"))
          .map(name -> name.replace(".class", "").replaceAll("[/\\\\]", "."))
          .sorted()
          .flatMap(FalseAlarmRateTest::contract)
          .collect(Collectors.toList());
    }
  }

  private static Stream<DistributionContract> contract(String name) {
    try {
      Class<?> type = Class.forName(name);
      if (!DistributionContract.class.isAssignableFrom(type)) {
        return Stream.empty();
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Stream.of((DistributionContract) constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make " + name, e);
    }
  }

  @Test
  void allFamiliesTogetherFailFalselyLessThanOnceInTenThousandRuns(TestReporter report)
      throws IOException, URISyntaxException {
    List<DistributionContract> families = families();
    List<DistributionContract.Case> cases =
        families.stream().flatMap(DistributionContract::cases).collect(Collectors.toList());
    long comparisons = cases.stream().mapToLong(Draws::comparisons).sum();
    double rate = comparisons * MonteCarlo.FALSE_ALARM_RATE;
    report.publishEntry(
        "false alarms",
        "%d families, %d cases, at most %d comparisons: rate %.2g"
            .formatted(families.size(), cases.size(), comparisons, rate));
    assertThat(families).hasSizeGreaterThan(30);
    assertThat(rate).isPositive().isLessThan(ALLOWED);
  }

  @Test
  void theLargestDistanceIsThatOfTheInequality() {
    double distance = Frequencies.largestDistance(10_000) - Margin.of(1e-4);
    assertThat(2 * Math.exp(-2 * 10_000 * distance * distance)).isBetween(0.99e-9, 1.01e-9);
  }
}
