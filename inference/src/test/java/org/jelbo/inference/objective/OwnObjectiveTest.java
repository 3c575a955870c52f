package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.usage.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An objective of someone else is trained, evaluated, explained and saved as those that are there.
 */
class OwnObjectiveTest {
  private static final Data DATA =
      Data.of(Column.ofDoubles("x", new double[] {1, -2, 3, 4, 2, 1, 0, 5}, 2));

  @TempDir Path folder;

  private static Trainer trainer(long steps) {
    return Trainer.of(OwnObjective.squares())
        .optimizer(Sgd.of(0.25))
        .feed(DATA.batch(4))
        .steps(steps);
  }

  /** The least squares are those of the mean: the mean of rows, and their variances. */
  @Test
  void itIsTrainedEvaluatedAndSaved() {
    Path file = folder.resolve("parameters.npz");
    try (Fit fit = trainer(40).run()) {
      assertThat(fit.parameter("mean")[0]).isCloseTo(1.5, within(1e-5));
      assertThat(fit.parameter("mean")[1]).isCloseTo(2, within(1e-5));
      assertThat(fit.evaluate(DATA, 1).value()).isCloseTo(1.25 + 7.5, within(1e-4));
      fit.save(file);
      try (Fit restored = Fit.restore(OwnObjective.squares(), file)) {
        assertThat(restored.parameter("mean")).isEqualTo(fit.parameter("mean"));
        assertThat(restored.evaluate(DATA, 1).value()).isEqualTo(fit.evaluate(DATA, 1).value());
      }
    }
  }

  /** Of three shards that have 2, 1 and 1 of the rows, each weighs as many as it has. */
  @Test
  void itIsTrainedInShards() {
    Trainer trainer = Trainer.of(OwnObjective.squares()).optimizer(Sgd.of(0.25)).steps(3);
    try (Fit whole = trainer.feed(DATA.batch(4)).run();
        Fit cut = trainer.feed(DATA.batch(4).shards(3)).run()) {
      assertThat(cut.parameter("mean")[0]).isCloseTo(whole.parameter("mean")[0], within(1e-6));
      assertThat(cut.parameter("mean")[1]).isCloseTo(whole.parameter("mean")[1], within(1e-6));
      assertThat(whole.parameter("mean")[1]).isCloseTo(2 * (1 - 0.125), within(1e-5));
    }
  }

  @Test
  void itIsExplainedWithoutFormula() {
    assertThat(OwnObjective.squares().explain())
        .hasToString(
            """
            OwnObjective


            loss = as it is built: no programs are derived into it, in nats per datum

            1 parameter, 2 numbers
              mean [2]
            """);
    assertThat(OwnObjective.squares().explain().markdown())
        .contains("loss = as it is built: no programs are derived into it");
  }

  @Test
  void itIsTermAmongOthers() {
    Objective sum =
        Objective.sum(
            OwnObjective.squares().from("first"), OwnObjective.squares().from("second").weight(3));
    try (Fit fit =
        Trainer.of(sum)
            .optimizer(Sgd.of(0.1))
            .feed("first", Data.of(Column.ofDoubles("x", new double[] {1, 1}, 2)).batch(1))
            .feed("second", Data.of(Column.ofDoubles("x", new double[] {5, 5}, 2)).batch(1))
            .steps(60)
            .run()) {
      assertThat(fit.parameter("mean")[0]).isCloseTo(4, within(1e-5));
    }
    assertThat(sum.explain().toString()).contains("loss = first + 3.0 second");
  }

  /** There is no formula to compute it by. */
  @Test
  void itCannotBeRecomputed() {
    try (Compiled compiled = Compilation.of(OwnObjective.squares()).compile()) {
      assertThatThrownBy(() -> compiled.recompute(DATA, DrawKey.of(0)))
          .hasMessage(
              """
              at objective 'OwnObjective':
                expected a loss that programs are derived into, to compute it again by its formula, \
              but it has none
                try: measure(data, draws)""");
    }
  }

  private static SingleObjective of(Function<Setting, Loss> built) {
    return new SingleObjective() {
      @Override
      public Programs programs() {
        return Programs.of(p -> {}, p -> {});
      }

      @Override
      public String title() {
        return "mine";
      }

      @Override
      public Loss build(Setting setting) {
        return built.apply(setting);
      }
    };
  }

  private static Loss withPart(String name, Expr part) {
    return new Loss() {
      @Override
      public Expr value() {
        return Expr.of(1);
      }

      @Override
      public Map<String, Expr> parts() {
        return Map.of(name, part);
      }
    };
  }

  @Test
  void whatIsNoLossIsRefused() {
    assertThatThrownBy(of(setting -> withPart("loss", Expr.of(2)))::explain)
        .hasMessageContaining(
            """
            at objective 'mine'""")
        .hasMessageContaining(
            """
              expected names of parts that are not 'loss', which is the value, and have no slash, \
            which stands between a term and its part, but got 'loss'
              try: another name, such as rec""");
    assertThatThrownBy(of(setting -> withPart("a/b", Expr.of(2)))::explain)
        .hasMessageContaining("but got 'a/b'");
    assertThatThrownBy(of(setting -> withPart("b", Expr.of(new double[2])))::explain)
        .hasMessageContaining(
            "expected part 'b' that is one number, but it has axes [] and event shape [2]")
        .hasMessageContaining("try: Reductions.meanOver(value, rows) for nats per datum");
    assertThatThrownBy(of(setting -> () -> Expr.of(new double[2]))::explain)
        .hasMessageContaining("expected a value that is one number");
    assertThatThrownBy(of(setting -> Absent.value())::explain)
        .hasMessageContaining("expected a loss, but got null");
  }

  @Test
  void whatIsKeptOfStepsIsKeptOnceAndNotTrained() {
    Param moved = Param.of("moved").constant(1);
    Param kept = Param.of("kept").constant(1).untrained();
    assertThatThrownBy(() -> trained(moved, setting -> setting.keepMean(moved, Expr.of(1))))
        .hasMessageContaining(
            "expected a parameter that is not trained, to keep numbers of steps in");
    assertThatThrownBy(
            () -> trained(kept, setting -> setting.keepMean(kept, Expr.of(new double[2]))))
        .hasMessageContaining("expected one number to keep the mean of");
    assertThatThrownBy(
            () ->
                trained(
                    kept,
                    setting -> {
                      setting.keepMean(kept, Expr.of(1));
                      setting.keepMean(kept, Expr.of(2));
                    }))
        .hasMessageContaining("expected one number of a step to be kept in it, but there are two");
  }

  private static void trained(Param param, Consumer<Setting> keeping) {
    SingleObjective objective =
        of(
            setting -> {
              setting.reads(param, "mine", "Mine.java:1");
              Param weight = Param.of("weight").constant(2);
              setting.reads(weight, "mine", "Mine.java:2");
              Expr value = setting.param(weight).square().plus(setting.param(param).square());
              keeping.accept(setting);
              return () -> value;
            });
    Trainer.of(objective).feed(DATA.batch(4)).steps(1).run().close();
  }
}
