package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A joint draw has a density, and it is that of its sites, summed by loops in Java. */
final class JointDensityTest {
  private static final int PROGRAMS = 12;

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000})
  void densityOfJointDrawIsTheSumOfItsSites(long first) {
    int factors = 0;
    int masked = 0;
    int inRows = 0;
    for (long seed = first; seed < first + PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed);
      check(seed, program);
      for (RandomProgram.Declared site : program.declared()) {
        factors += site.isFactor() ? 1 : 0;
        masked += site.masks().size() > 1 ? 1 : 0;
        inRows += site.plates().size() > 1 && rows(site.plates()) ? 1 : 0;
      }
    }
    assertThat(List.of(factors, masked, inRows)).allMatch(count -> count > 4);
  }

  private static boolean rows(Axes plates) {
    return ((Axis.Plate) plates.at(0)).isOfData();
  }

  private static void check(long seed, RandomProgram program) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      FedEnvironment environment = new FedEnvironment(evaluation);
      Trace trace = environment.run(program, environment.draw(Extents.NONE));
      assertThat(trace.sites())
          .extracting(Site::name)
          .containsExactlyElementsOf(
              program.declared().stream().map(RandomProgram.Declared::name).toList());
      Loops loops = new Loops(evaluation, program.declared());
      double expected = 0;
      for (RandomProgram.Declared site : program.declared()) {
        expected += loops.density(site);
      }
      assertThat(evaluation.scalar(trace.logDensity()))
          .as("seed %d", seed)
          .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void densityOfWhatIsNotDrawnInItsPlateCountsForEachIndex() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      FedEnvironment environment = new FedEnvironment(evaluation);
      Program program =
          p -> {
            p.plate("a", 3, () -> p.factor("f", Expr.of(0.5)));
            p.plate(
                "rows",
                () -> {
                  p.input("x", 2);
                  p.plate("b", 2, () -> p.factor("g", Expr.of(0.25)));
                });
          };
      Trace trace = environment.run(program, environment.draw(Extents.NONE));
      assertThat(evaluation.scalar(trace.logDensity()))
          .isCloseTo(3 * 0.5 + FedEnvironment.ROWS * 2 * 0.25, within(1e-12));
    }
  }

  /** Sums over all indices of the plates, one after the other. */
  private static final class Loops {
    private final Map<Expr, double[]> arrays = new LinkedHashMap<>();

    Loops(Evaluation evaluation, List<RandomProgram.Declared> sites) {
      List<Expr> wanted = new ArrayList<>();
      for (RandomProgram.Declared site : sites) {
        wanted.add(site.location());
        wanted.add(site.value());
        wanted.addAll(site.masks());
      }
      List<double[]> values = evaluation.values(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        arrays.put(wanted.get(i), values.get(i));
      }
    }

    double density(RandomProgram.Declared site) {
      return density(site, new LinkedHashMap<>(), 0);
    }

    private double density(RandomProgram.Declared site, Map<Axis, Integer> at, int depth) {
      if (depth == site.plates().size()) {
        return one(site, at);
      }
      double sum = 0;
      Axis plate = site.plates().at(depth);
      for (int i = 0; i < size(plate); i++) {
        at.put(plate, i);
        sum += density(site, at, depth + 1);
      }
      return sum;
    }

    private double one(RandomProgram.Declared site, Map<Axis, Integer> at) {
      double weight = 1;
      for (Expr mask : site.masks()) {
        weight *= entry(mask, at);
      }
      return weight == 0 ? 0 : weight * whole(site, at);
    }

    private double whole(RandomProgram.Declared site, Map<Axis, Integer> at) {
      double location = entry(site.location(), at);
      double value = entry(site.value(), at);
      if (site.isFactor()) {
        return value;
      }
      if (site.isNormal()) {
        double z = (value - location) / 0.7;
        return -0.5 * z * z - Math.log(0.7) - 0.5 * Math.log(2 * Math.PI);
      }
      double probability = 1 / (1 + Math.exp(-location));
      return Math.log(value == 1 ? probability : 1 - probability);
    }

    private double entry(Expr value, Map<Axis, Integer> at) {
      int index = 0;
      for (Axis axis : value.axes()) {
        index = index * size(axis) + Objects.requireNonNull(at.get(axis));
      }
      return Objects.requireNonNull(arrays.get(value))[index];
    }

    private static int size(Axis axis) {
      Axis.Plate plate = (Axis.Plate) axis;
      return plate.isOfData() ? FedEnvironment.ROWS : (int) plate.size();
    }
  }
}
