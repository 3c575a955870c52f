package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triangular matrices and half-lines: trained, saved, and refused where they do not fit. */
final class ParametersOnSupportsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] X = {1.5, -0.5, 2.5, 3, 0.5, 2};
  private static final double[] Y = {2, 1, 3.5, 2, -1, 0.5};
  private static final Data DATA = Data.of(Column.ofDoubles("x", X), Column.ofDoubles("y", Y));

  @TempDir Path folder;

  private static double product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).average().orElseThrow();
  }

  /** {@code [x, y] = L e} with standard normal e. */
  private static Objective ofFactor(Param factor) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr numbers = p.param(factor).reshape(4);
                  Expr below = Events.entries(numbers, 2, 3).reshape();
                  Expr first = Events.entries(numbers, 0, 1).reshape();
                  Expr x = p.sample("x", Normal.of(Expr.of(0), first));
                  Expr second = Events.entries(numbers, 3, 4).reshape();
                  p.sample("y", Normal.of(below.times(x.dividedBy(first)), second));
                });
    return MaximumLikelihood.of(model).given("x", "y");
  }

  @Test
  void theFactorOfCovariances() {
    Objective objective = ofFactor(Param.of("factor", 2, 2).lowerTriangular());
    double first = Math.sqrt(product(X, X));
    double below = product(X, Y) / first;
    double second = Math.sqrt(product(Y, Y) - below * below);
    Path file = folder.resolve("fit.npz");
    try (Fit fit = fitted(objective)) {
      assertThat(fit.parameter("factor"))
          .containsExactly(new double[] {first, 0, below, second}, within(1e-6));
      fit.save(file);
      try (Fit again = Fit.restore(objective, file)) {
        assertThat(again.parameter("factor")).containsExactly(fit.parameter("factor"));
        assertThat(again.digest()).isEqualTo(fit.digest());
      }
      Path checkpoint = folder.resolve("checkpoint.npz");
      fit.checkpoint(checkpoint);
      assertThat(Refusal.of(() -> Fit.restore(objective, checkpoint)))
          .contains("expected the parameters alone, but it is a checkpoint");
    }
    Objective other = ofFactor(Param.of("factor", 2, 2).constant(1));
    assertThat(Refusal.of(() -> Fit.restore(other, file)))
        .contains(
            "but the file has [factor.free of lower triangular matrices of 2 rows with a positive"
                + " diagonal");
  }

  @Test
  void aStartAboveTheDiagonalIsRefused() {
    Param full = Param.of("factor", 2, 2).constant(0.5).lowerTriangular();
    assertThat(Refusal.of(() -> Fit.start(ofFactor(full))))
        .contains(
            "expected values inside its support, lower triangular matrices of 2 rows with a"
                + " positive diagonal, and not at its ends, but got 0.5");
  }

  /** In either order of the calls; a start that is outside of the support is none of it. */
  @Test
  void aStartAtZeroIsTold() {
    Param before = Param.of("mean").constant(0).between(-1, 3);
    Param after = Param.of("mean").between(-1, 3).constant(0);
    for (Param mean : new Param[] {before, after}) {
      try (Fit fit = Fit.start(ofMean(mean))) {
        assertThat(fit.parameter("mean")[0]).isCloseTo(0, within(1e-6));
      }
    }
    assertThat(Refusal.of(() -> Fit.start(ofMean(Param.of("mean").constant(0).positive()))))
        .isEqualTo(
            """
            at parameter 'mean' in the model, plate 'rows' (ParametersOnSupportsTest.java: Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));):
              expected values inside its support, positive numbers, and not at its ends, but got 0.0
              try: constant(...) with a value inside""");
  }

  private static Objective ofMean(Param mean) {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));
    return MaximumLikelihood.of(model).given("x");
  }

  @Test
  void numbersOnHalfLines() {
    for (Support support :
        new Support[] {new Support.Interval(1, INFINITY), new Support.Interval(-INFINITY, 4)}) {
      try (Fit fit = fitted(ofMean(Param.of("mean").onto(support)))) {
        assertThat(fit.parameter("mean")[0]).isCloseTo(1.5, within(1e-6));
      }
    }
    try (Fit fit = fitted(ofMean(Param.of("mean").onto(new Support.Interval(2, INFINITY))))) {
      assertThat(fit.parameter("mean")[0]).isBetween(2.0, 2.01);
    }
  }

  /** Observed through its logarithm, a transformed site has the likelihood of the logarithms. */
  @Test
  void transformedSitesAreScored() {
    Data positive = Data.of(Column.ofDoubles("x", new double[] {1, Math.E, Math.exp(3)}));
    Param mean = Param.of("mean");
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample("x", Transformed.of(Normal.of(p.param(mean), Expr.of(1)), Exp.of())));
    Objective objective = MaximumLikelihood.of(model).given("x");
    try (Fit fit =
        Trainer.of(objective)
            .precision(Precision.FLOAT64)
            .optimizer(Adam.of(0.01))
            .feed(positive.batch(3))
            .steps(3_000)
            .run()) {
      assertThat(fit.parameter("mean")[0]).isCloseTo(4 / 3.0, within(1e-6));
    }
  }

  private static Fit fitted(Objective objective) {
    return Trainer.of(objective)
        .precision(Precision.FLOAT64)
        .optimizer(Adam.of(0.01))
        .feed(DATA.batch(6))
        .steps(3_000)
        .run();
  }
}
