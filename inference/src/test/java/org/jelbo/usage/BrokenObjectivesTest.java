package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.contract.ObjectiveContract;
import org.jelbo.inference.contract.ObjectiveContract.Case;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.loss.Surrogate;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SingleObjective;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** An objective that is wrong in one place fails, and the message says where. */
final class BrokenObjectivesTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, -2, 4}));
  private static final Param MEAN = Param.of("mean");
  private static final ObjectiveContract CONTRACT = Stream::empty;

  /** What a wrong objective makes of the squares of each row. */
  @FunctionalInterface
  private interface Wrong {
    Loss of(Setting setting, Expr mean, Expr squares, Axis rows);
  }

  private record Squares(Wrong wrong) implements SingleObjective {
    @Override
    public Programs programs() {
      return Programs.of(p -> {}, p -> {});
    }

    @Override
    public Loss build(Setting setting) {
      Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
      setting.reads(MEAN, "squares", "Squares.java");
      Expr mean = setting.param(MEAN);
      Expr x = setting.input("x", Axes.of(rows), Shape.scalar());
      return wrong.of(setting, mean, x.minus(mean).square(), rows);
    }
  }

  private record Plain(Expr value, Map<String, Expr> parts, Map<String, Expr> partsPerDatum)
      implements Loss {
    static Plain of(Expr value) {
      return new Plain(value, Map.of("squares", value), Map.of());
    }
  }

  private static Case of(Wrong wrong) {
    return Case.of("wrong", new Squares(wrong), DATA);
  }

  private static Expr mean(Expr squares, Axis rows) {
    return Reductions.meanOver(squares, rows);
  }

  @Test
  void aDirectionThatIsNotTheGradient() {
    Case given =
        of(
            (setting, mean, squares, rows) -> {
              Expr value = mean(squares, rows);
              return new Loss() {
                @Override
                public Expr value() {
                  return value;
                }

                @Override
                public Surrogate surrogate() {
                  return Surrogate.of(value.times(2));
                }
              };
            });
    assertThatThrownBy(() -> CONTRACT.theDirectionIsRight(given))
        .hasMessageContaining("direction of 'mean', number 0 of it, entry 0: expected");
  }

  @Test
  void aParameterThatIsReachedByNoDirection() {
    Case given = of((setting, mean, squares, rows) -> Plain.of(mean(squares.stopGradient(), rows)));
    assertThatThrownBy(() -> CONTRACT.theDirectionReachesEveryParameter(given))
        .hasMessageContaining("'mean'");
  }

  @Test
  void partsThatMakeAnotherValue() {
    Case given =
        of(
            (setting, mean, squares, rows) -> {
              Expr value = mean(squares, rows);
              return new Plain(value, Map.of("squares", value.plus(1)), Map.of());
            });
    assertThatThrownBy(() -> CONTRACT.partsMakeTheValue(given))
        .hasMessageContaining("value, against what the parts {squares=");
  }

  /** The sum over rows, where the mean is meant. */
  @Test
  void aValueThatIsNotPerDatum() {
    Case given = of((setting, mean, squares, rows) -> Plain.of(Reductions.sumOver(squares, rows)));
    assertThatThrownBy(() -> CONTRACT.theValueIsPerDatum(given))
        .hasMessageContaining(
            "value over all rows, less the mean of its values over two parts, of");
  }

  @Test
  void aLossWithoutParts() {
    Case given =
        of(
            (setting, mean, squares, rows) -> {
              Expr value = mean(squares, rows);
              return () -> value;
            });
    CONTRACT.partsMakeTheValue(given);
    CONTRACT.theValueIsPerDatum(given);
  }

  @Test
  void rowsThatMakeAnotherPart() {
    Case given =
        of(
            (setting, mean, squares, rows) -> {
              Expr value = mean(squares, rows);
              Map<String, Expr> each = Map.of("squares", squares.times(2));
              return new Plain(value, Map.of("squares", value), each);
            });
    assertThatThrownBy(() -> CONTRACT.rowsAddUp(given))
        .hasMessageContaining("mean over rows of squares");
  }

  @Test
  void numbersThatChangeWithEachBuilding() {
    AtomicInteger builds = new AtomicInteger();
    Case given =
        of(
            (setting, mean, squares, rows) ->
                Plain.of(mean(squares, rows).plus(builds.incrementAndGet())));
    assertThatThrownBy(() -> CONTRACT.equalKeysGiveEqualNumbers(given))
        .hasMessageContaining("value for an equal key");
  }

  @Test
  void anObjectiveWithoutParameters() {
    Case given = Case.of("wrong", new Nothing(), DATA);
    assertThatThrownBy(() -> CONTRACT.parametersAreTheSameEachTime(given))
        .hasMessageContaining("parameters of 'wrong'");
  }

  private record Nothing() implements SingleObjective {
    @Override
    public Programs programs() {
      return Programs.of(p -> {}, p -> {});
    }

    @Override
    public Loss build(Setting setting) {
      return () -> Expr.of(0);
    }
  }

  /** A mean over draws that is not what is expected. */
  @Test
  void aMeanDirectionThatIsNotTheExpectedOne() {
    Case given =
        of((setting, mean, squares, rows) -> {
              Expr noise = setting.noise().stream("n", Axes.NONE).normal(Shape.scalar());
              return Plain.of(mean(squares, rows).plus(noise.times(mean)));
            })
            .direction(parameters -> Map.of("mean", new double[] {0}));
    assertThatThrownBy(() -> CONTRACT.theDirectionIsRight(given))
        .hasMessageContaining("direction of 'mean', entry 0 (seed");
    Case right =
        Case.of("right", given.objective(), DATA)
            .direction(
                parameters -> {
                  double m = parameters.getOrDefault("mean", new double[1])[0];
                  return Map.of("mean", new double[] {2 * (m - 1)});
                });
    CONTRACT.theDirectionIsRight(right);
  }
}
