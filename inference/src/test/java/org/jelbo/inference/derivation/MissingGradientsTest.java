package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Gamma;
import org.jelbo.dsl.distribution.InverseGamma;
import org.jelbo.dsl.distribution.LogNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.StudentT;
import org.jelbo.dsl.distribution.Weibull;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training does not see what stands in the place of a missing value, or is refused. */
class MissingGradientsTest {
  /** Even where its density is infinite, or too large to be a number. */
  @ParameterizedTest(name = "{0} in the place of a value of {1}")
  @CsvSource({
    "0, Beta",
    "1, Beta",
    "3e38, Normal",
    "3e38, LogNormal",
    "1e-38, LogNormal",
    "3e38, Gamma",
    "1e-38, Weibull",
    "3e38, Weibull",
    "3e38, StudentT",
    "1e-38, InverseGamma"
  })
  void gradientsDoNotSeeIt(double filler, String family) {
    Map<String, Values> expected = gradients(family, 0.5);
    gradients(family, filler)
        .forEach(
            (name, found) ->
                assertThat(found.scalar())
                    .as(name)
                    .isEqualTo(Objects.requireNonNull(expected.get(name)).scalar()));
  }

  private static Map<String, Values> gradients(String family, double filler) {
    Param a = Param.of("a").constant(0.7);
    Param b = Param.of("b").constant(1.3);
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen"),
                        () -> p.sample("x", family(family, p.param(a), p.param(b)))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {0.4, filler}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    try (var compiled = Compilation.of(MaximumLikelihood.of(model).given("x")).compile()) {
      return compiled.gradients(data, DrawKey.of(0));
    }
  }

  private static Distribution family(String name, Expr a, Expr b) {
    return switch (name) {
      case "Beta" -> Beta.ofAlphaAndBeta(a, b);
      case "Normal" -> Normal.of(a, b);
      case "LogNormal" -> LogNormal.of(a, b);
      case "Gamma" -> Gamma.ofConcentrationAndRate(a, b);
      case "Weibull" -> Weibull.ofScaleAndConcentration(a, b);
      case "InverseGamma" -> InverseGamma.ofConcentrationAndScale(a, b);
      default -> StudentT.of(b, a, b);
    };
  }

  @Test
  void stepThatUsesIt() {
    Param a = Param.of("a").constant(0.7);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] x = new Expr[1];
                  p.masked(p.input("seen"), () -> x[0] = p.sample("x", Normal.standard()));
                  p.sample("y", Normal.of(x[0].times(p.param(a)), Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {0.4, 999}),
            Column.ofDoubles("y", new double[] {0.4, 2}),
            Column.ofDoubles("seen", new double[] {1, 0}));
    Trainer trainer = Trainer.of(MaximumLikelihood.of(model).given("x", "y"));
    assertThatThrownBy(() -> trainer.feed(data.batch(2)).steps(1).run())
        .hasMessageStartingWith("at site 'y' in the model, plate 'rows'")
        .hasMessageContaining("in step 1:\n  expected what it depends on to be known");
    trainer.feed(data.first(1).batch(1)).steps(1).run().close();
  }
}
