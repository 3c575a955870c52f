package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GuideLikelihoodTest {
  private static final double[] FIRST = {0.3, 0.7};
  private static final double[] SECOND = {0.2, 0.5, 0.3, 0.6, 0.1, 0.3};

  private static Expr logs(double[] probs, long... shape) {
    double[] logs = probs.clone();
    java.util.Arrays.setAll(logs, i -> Math.log(probs[i]));
    return Expr.of(logs, Shape.of(shape));
  }

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                p.sample("noise", Normal.standard());
                Expr h = p.sample("h", Categorical.ofLogits(logs(FIRST, 2)));
                p.sample("y", Categorical.ofLogits(logs(SECOND, 2, 3).at(h)));
                p.sample("z", Normal.of(p.input("not there"), p.param(Param.of("s").normal(1))));
              });

  private static double value(GuideLikelihood objective, Data data) {
    try (Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
      return BothWays.value(compiled, data, DrawKey.of(0));
    }
  }

  @Test
  void finiteLatentBeforeTheSiteIsSummedOut() {
    Data data = Data.of(Column.ofDoubles("y", new double[] {0, 2, 1}));
    double expected =
        -(Math.log(0.3 * 0.2 + 0.7 * 0.6)
                + Math.log(0.3 * 0.3 + 0.7 * 0.3)
                + Math.log(0.3 * 0.5 + 0.7 * 0.1))
            / 3;
    assertThat(value(GuideLikelihood.of(GUIDE, "y"), data)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void latentThatIsGivenIsNot() {
    Data data =
        Data.of(
            Column.ofDoubles("y", new double[] {0, 2}), Column.ofDoubles("h", new double[] {1, 0}));
    double joint = -(Math.log(0.7 * 0.6) + Math.log(0.3 * 0.3)) / 2;
    double first = -(Math.log(0.7) + Math.log(0.3)) / 2;
    assertThat(value(GuideLikelihood.of(GUIDE, "y").given("h"), data))
        .isCloseTo(joint - first, within(1e-12));
  }

  @Test
  void nothingAfterTheSiteIsRunOrRead() {
    GuideLikelihood objective = GuideLikelihood.of(GUIDE, "y");
    assertThat(objective.parameters()).isEmpty();
    assertThat(objective.explain().toString())
        .isEqualTo(
            """
            Log-likelihood of the guide, given y

            summed h, plate rows
              guide   q(h) = Categorical []
              values  2, summed out
            given  y, plate rows
              guide   q(y | h) = Categorical []
              rec     -log q(y | h), within the log: summed over h

            -log-likelihood = rec, in nats per datum
              rec = mean over rows [-log sum over h exp[log q(h) + log q(y | h)]]

            0 parameters, 0 numbers
            """);
  }

  @Test
  void siteInAnInnerPlateIsSummedOverIt() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate("parts", 2, () -> p.sample("y", Categorical.ofLogits(logs(FIRST, 2)))));
    Data data = Data.of(Column.ofDoubles("y", new double[] {0, 1, 1, 1}, 2));
    assertThat(value(GuideLikelihood.of(guide, "y"), data))
        .isCloseTo(-(Math.log(0.3) + 3 * Math.log(0.7)) / 2, within(1e-12));
  }

  @Test
  void termOfSumTrainsItsOwnParametersOnly() {
    Param logits = Param.of("logits", 2).normal(1);
    Program guide =
        p -> p.plate("rows", () -> p.sample("y", Categorical.ofLogits(p.param(logits))));
    Objective sum = Objective.sum(GuideLikelihood.of(guide, "y").weight(3).named("labels"));
    Data data = Data.of(Column.ofDoubles("y", new double[] {0, 0, 1, 0}));
    try (Compiled compiled = Compilation.of(sum).precision(Precision.FLOAT64).compile()) {
      compiled.set("logits", new double[] {0, 0});
      double[] gradient =
          Entry.of(compiled.term("labels").gradients(QueryRun.of(data, DrawKey.of(0))), "logits")
              .toArray();
      assertThat(gradient).containsExactly(new double[] {-0.25, 0.25}, within(1e-12));
    }
  }
}
