package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

/** Programs of many parameters and columns. */
class ManyParametersTest {
  private static final int N = 40;

  /** Column {@code x0} and those after it, {@code w} and {@code s} with as many numbers. */
  private static final Program MODEL =
      p -> {
        for (int i = 0; i < N; i++) {
          int at = i;
          Expr w = p.param(Param.of("w" + at, 1 + at % 3).normal(1));
          Expr s = p.param(Param.of("s" + at).constant(1 + 0.1 * at).positive());
          p.plate("rows", () -> p.sample("x" + at, Normal.of(w.sum(), s)));
        }
      };

  private static final Data DATA =
      Data.of(
          IntStream.range(0, N)
              .mapToObj(i -> Column.ofDoubles("x" + i, new double[] {0.1 * i, 2, -1, i - 7}))
              .toArray(Column[]::new));

  private static Compiled compiled(Optimizer optimizer, Precision precision) {
    String[] given = IntStream.range(0, N).mapToObj(i -> "x" + i).toArray(String[]::new);
    return Compilation.of(MaximumLikelihood.of(MODEL).given(given))
        .feed(DATA.batch(2))
        .optimizer(optimizer)
        .precision(precision)
        .compile();
  }

  private static List<double[]> states(Compiled compiled) {
    List<double[]> states = new ArrayList<>();
    compiled.stateNames().forEach(name -> states.add(compiled.state(name)));
    return states;
  }

  @Test
  void oneRunStartsReadsAndSetsAll() {
    try (Compiled compiled = compiled(Adam.of(0.1), Precision.FLOAT32)) {
      assertThat(compiled.runs()).isEqualTo(1);
      List<double[]> start = states(compiled);
      compiled.parameters().forEach(param -> compiled.values(param.name()));
      assertThat(compiled.runs()).isEqualTo(2);
      compiled.step();
      List<double[]> after = states(compiled);
      assertThat(compiled.runs()).isEqualTo(4);
      Map<String, double[]> restored = new LinkedHashMap<>();
      compiled.stateNames().forEach(name -> restored.put(name, start.get(restored.size())));
      compiled.restore(restored, 0);
      assertThat(states(compiled)).usingElementComparator(Arrays::compare).isEqualTo(start);
      assertThat(compiled.steps()).isZero();
      assertThat(compiled.runs()).isEqualTo(6);
      compiled.step();
      assertThat(states(compiled)).usingElementComparator(Arrays::compare).isEqualTo(after);
      assertThat(compiled.runs()).isEqualTo(8);
    }
  }

  @Test
  void settingOneLeavesTheOthers() {
    try (Compiled compiled = compiled(Adam.of(0.1), Precision.FLOAT64)) {
      compiled.step();
      Map<String, double[]> expected = new LinkedHashMap<>();
      compiled.stateNames().forEach(name -> expected.put(name, compiled.state(name)));
      compiled.setState("w4", new double[] {5, 6});
      compiled.setState("adam.v/w5", new double[] {7, 8, 9});
      expected.put("w4", new double[] {5, 6});
      expected.put("adam.v/w5", new double[] {7, 8, 9});
      expected.forEach((name, values) -> assertThat(compiled.state(name)).isEqualTo(values));
      compiled.set("s3", new double[] {0.25});
      assertThat(compiled.values("s3")[0]).isCloseTo(0.25, within(1e-12));
      assertThat(compiled.steps()).isEqualTo(1);
    }
  }

  /** Joined parameters are changed as each is by itself. */
  @Test
  @SuppressWarnings("UnnecessaryMethodReference") // Adam without its word that parameters may join.
  void togetherAsOneByOne() {
    Adam adam = Adam.of(0.1);
    Optimizer oneByOne = adam::update;
    try (Compiled together = compiled(adam, Precision.FLOAT64);
        Compiled alone = compiled(oneByOne, Precision.FLOAT64)) {
      for (int step = 0; step < 5; step++) {
        assertThat(together.step().value()).isCloseTo(alone.step().value(), within(1e-12));
      }
      assertThat(together.stateNames()).isEqualTo(alone.stateNames());
      assertThat(together.stateNames())
          .startsWith("w0", "s0", "w1")
          .endsWith("adam.m/s39", "adam.v/s39");
      for (String name : alone.stateNames()) {
        assertThat(together.stateShape(name)).isEqualTo(alone.stateShape(name));
        assertThat(together.state(name)).as(name).containsExactly(alone.state(name), within(1e-12));
      }
    }
  }

  @Test
  void theOneThatIsNotFiniteIsNamed() {
    try (Compiled compiled = compiled(Adam.of(0.1), Precision.FLOAT32)) {
      compiled.setState("w7", new double[] {0, Double.NaN});
      assertThatThrownBy(compiled::step).hasMessageStartingWith("at step 1, parameter 'w7'");
    }
  }
}
