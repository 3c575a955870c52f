package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.BatchNorm;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/** What layers of someone else's keep of a step. */
class KeptValuesTest {
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {1, 2, -1, 0.5}),
          Column.ofDoubles("y", new double[] {0, 1, 2, 1}));
  private static final Param WEIGHT = Param.of("weight").constant(1);
  private static final Param FIRST = Param.of("layer/first").constant(1).untrained();
  private static final Param SECOND = Param.of("layer/second").constant(2).untrained();

  /** A regression whose input a layer is given. */
  private static Fit fit(long steps, BiFunction<Build, Expr, Expr> layer) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = layer.apply(p, p.input("x"));
                  p.sample("y", Normal.of(x.times(p.param(WEIGHT)), Expr.of(1)));
                });
    return Trainer.of(MaximumLikelihood.of(model).given("y"))
        .optimizer(Sgd.of(0.1))
        .precision(Precision.FLOAT64)
        .feed(DATA.batch(4))
        .steps(steps)
        .run();
  }

  /** One that keeps a value in training and gives its input. */
  private static BiFunction<Build, Expr, Expr> keeping(
      Param param, BiFunction<Build, Expr, Expr> next) {
    return (build, x) -> {
      build.param(param);
      if (build.isTraining()) {
        build.keep(param, next.apply(build, x));
      }
      return x;
    };
  }

  @SuppressWarnings("NullAway")
  private static Expr nothing() {
    return null;
  }

  private static String refusal(BiFunction<Build, Expr, Expr> layer) {
    try (Fit fit = fit(1, layer)) {
      throw new AssertionError("expected a refusal, but got " + fit.evaluate(DATA, 1));
    } catch (JelboException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whatIsKeptIsOnTheSupport() {
    Param spread = Param.of("spread").positive().untrained();
    try (Fit fit = fit(3, keeping(spread, (build, x) -> build.param(spread).plus(1)))) {
      assertThat(fit.parameter("spread")[0]).isBetween(4 - 1e-9, 4 + 1e-9);
    }
  }

  @Test
  void aNumberMayBeKept() {
    try (Fit fit = fit(1, keeping(FIRST, (build, x) -> Expr.of(7)))) {
      assertThat(fit.parameter("layer/first")).containsExactly(7);
    }
  }

  /** Each is the other's of before the step, and not what the step has already set. */
  @Test
  void parametersMayChangePlaces() {
    BiFunction<Build, Expr, Expr> swap =
        (build, x) -> {
          Expr first = build.param(FIRST);
          Expr second = build.param(SECOND);
          if (build.isTraining()) {
            build.keep(FIRST, second);
            build.keep(SECOND, first);
          }
          return x;
        };
    for (int i = 0; i < 5; i++) {
      try (Fit fit = fit(3, swap)) {
        assertThat(fit.parameter("layer/first")).containsExactly(2);
        assertThat(fit.parameter("layer/second")).containsExactly(1);
      }
    }
  }

  @Test
  void whatIsKeptOfTrainedParametersIsAsBeforeTheStep() {
    double before;
    try (Fit fit = fit(2, (build, x) -> x)) {
      before = fit.parameter("weight")[0];
    }
    try (Fit fit = fit(3, keeping(FIRST, (build, x) -> build.param(WEIGHT)))) {
      assertThat(fit.parameter("layer/first")).containsExactly(before);
      assertThat(fit.parameter("weight")[0]).isNotEqualTo(before);
    }
  }

  @Test
  void whatIsNotFiniteIsNotKept() {
    assertThat(refusal(keeping(FIRST, (build, x) -> build.param(FIRST).minus(2).log())))
        .isEqualTo(
            """
            at step 1:
              expected finite loss and gradients, but Log(-1.0) is NaN, and with it what is kept in layer/first; the parameters are as before the step
              try: an argument that stays positive, such as softplus() plus a small constant\
            """);
    BatchNorm norm = BatchNorm.of("norm");
    assertThat(refusal((build, x) -> norm.apply(build, x.times(1e200).reshape(1)).sum()))
        .contains("is Infinity, and with it what is kept in norm/variance");
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    Param moved = Param.of("moved");
    assertThat(refusal(keeping(moved, (build, x) -> Expr.of(1))))
        .startsWith("at parameter 'moved' in the model, plate 'rows'")
        .endsWith(
            """
            :
              expected an untrained parameter to keep a value in, but an optimizer moves this one
              try: untrained() on it\
            """);
    assertThat(refusal(keeping(FIRST, (build, x) -> x)))
        .endsWith(
            """
            :
              expected a value of shape [] without axes to keep, but found shape [] with axes [rows]
              try: the mean over rows, as BatchMoments has it, or a reshape\
            """);
    assertThat(refusal(keeping(FIRST, (build, x) -> Expr.of(new double[2]))))
        .contains(
            "expected a value of shape [] without axes to keep, but found shape [2] with axes []");
    assertThat(refusal(keeping(FIRST, (build, x) -> nothing())))
        .endsWith(
            """
            :
              expected a value to keep, but got null
              try: build.keep(param, value)\
            """);
  }

  @Test
  void whatWasNotReadKeepsNothing() {
    BiFunction<Build, Expr, Expr> unread =
        (build, x) -> {
          if (build.isTraining()) {
            build.keep(FIRST, Expr.of(1));
          }
          return x;
        };
    assertThat(refusal(unread))
        .endsWith(
            """
            :
              expected a parameter that this run has read, as it keeps a value in it, but it has not
              try: build.param(param) before it\
            """);
  }

  @Test
  void outsideOfTrainingNothingIsKeptOrDrawn() {
    BiFunction<Build, Expr, Expr> always =
        (build, x) -> {
          build.keep(FIRST, build.param(FIRST));
          return x;
        };
    assertThat(refusal(always))
        .startsWith("at parameter 'layer/first' in the model, plate 'rows'")
        .endsWith(
            """
            :
              expected a step of training to keep a value in, but the run is none
              try: if (build.isTraining()) { ... } around it\
            """);
    assertThat(
            refusal((build, x) -> x.plus(build.noise("jitter", x.axes()).normal(x.eventShape()))))
        .startsWith("at layer 'jitter' in the model, plate 'rows'")
        .endsWith(
            """
            :
              expected a step of training to draw in, but the run is none
              try: if (build.isTraining()) { ... } around it\
            """);
  }
}
