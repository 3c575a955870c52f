package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.optimizer.AdaDelta;
import org.jelbo.inference.optimizer.AdaGrad;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.AdamW;
import org.jelbo.inference.optimizer.Adamax;
import org.jelbo.inference.optimizer.Averaging;
import org.jelbo.inference.optimizer.Clipping;
import org.jelbo.inference.optimizer.Groups;
import org.jelbo.inference.optimizer.Momentum;
import org.jelbo.inference.optimizer.RmsProp;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.schedule.Schedule;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What options outside their domains are refused with. */
class SettingMessagesTest {
  private static final Schedule RATE = Schedule.constant(1e-3);

  @Test
  void weightsOfKl() {
    assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(-0.5)))
        .isEqualTo(
            """
            at klWeight (SettingMessagesTest.java: assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(-0.5)))):
              expected a finite weight of 0 or more at every step, but got -0.5
              try: klWeight(1)""");
    Schedule falling = Schedule.linear(1, -1, 10);
    assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(falling)))
        .isEqualTo(
            """
            at klWeight (SettingMessagesTest.java: assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(falling)))):
              expected a finite weight of 0 or more at every step, but got 1.0 to -1.0 in 10 steps
              try: klWeight(1)""");
    assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(Double.NaN)))
        .contains("expected a finite weight of 0 or more at every step, but got NaN");
    Schedule unbounded = Schedule.linear(0, Double.POSITIVE_INFINITY, 10);
    assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(unbounded)))
        .contains("expected a finite weight of 0 or more at every step, but got 0.0 to Infinity");
    assertThat(Refusal.of(() -> SmallVae.tiny().elbo().klWeight(Double.POSITIVE_INFINITY)))
        .contains("but got Infinity");
  }

  @Test
  void schedules() {
    assertThat(Refusal.of(() -> Schedule.linear(0, 1, 0)))
        .isEqualTo(
            """
            at schedule (SettingMessagesTest.java: assertThat(Refusal.of(() -> Schedule.linear(0, 1, 0)))):
              expected 1 step or more, but got 0
              try: Schedule.constant(1.0)""");
  }

  @Test
  void learningRates() {
    assertThat(Refusal.of(() -> Adam.of(0)))
        .isEqualTo(
            """
            at Adam (SettingMessagesTest.java: assertThat(Refusal.of(() -> Adam.of(0)))):
              expected learning rate in (0, infinity), but got 0.0
              try: Adam.of(1e-3) is a usual start""");
    assertThat(Refusal.of(() -> Sgd.of(Double.POSITIVE_INFINITY)))
        .isEqualTo(
            """
            at Sgd (SettingMessagesTest.java: assertThat(Refusal.of(() -> Sgd.of(Double.POSITIVE_INFINITY)))):
              expected learning rate in (0, infinity), but got Infinity
              try: Sgd.of(1e-3) is a usual start""");
    assertThat(Refusal.of(() -> Sgd.of(Double.NaN))).contains("(0, infinity), but got NaN");
  }

  @Test
  void momentsOfAdam() {
    assertThat(Refusal.of(() -> new Adam(RATE, 1, 0.9, 1e-8)))
        .isEqualTo(
            """
            at Adam (SettingMessagesTest.java: assertThat(Refusal.of(() -> new Adam(RATE, 1, 0.9, 1e-8)))):
              expected beta1 in [0, 1), but got 1.0
              try: Adam.of(1e-3) is a usual start""");
    assertThat(Refusal.of(() -> new Adam(RATE, 0.9, -0.1, 1e-8)))
        .contains("expected beta2 in [0, 1), but got -0.1");
    assertThat(Refusal.of(() -> new Adam(RATE, 0.9, 0.9, 0)))
        .contains("expected epsilon in (0, infinity), but got 0.0");
  }

  @Test
  void ratesThatChange() {
    assertThat(Refusal.of(() -> Sgd.of(Schedule.linear(1, -1, 10))))
        .isEqualTo(
            """
            at Sgd (SettingMessagesTest.java: assertThat(Refusal.of(() -> Sgd.of(Schedule.linear(1, -1, 10))))):
              expected a finite learning rate that is 0 or more at every step, but got 1.0 to -1.0 in 10 steps
              try: Sgd.of(Schedule.cosine(1e-3, 0, 20_000))""");
    assertThat(Refusal.of(() -> new Momentum(RATE, 1, false)))
        .contains("expected momentum in [0, 1), but got 1.0");
    assertThat(Refusal.of(() -> new AdaGrad(RATE, -1, 1e-10)))
        .contains("expected start in [0, infinity), but got -1.0");
    assertThat(Refusal.of(() -> new AdaDelta(RATE, 1.5, 1e-6)))
        .contains("expected decay in [0, 1), but got 1.5");
    assertThat(Refusal.of(() -> new RmsProp(RATE, 0.9, 0, 0)))
        .contains("expected epsilon in (0, infinity), but got 0.0");
    assertThat(Refusal.of(() -> new Adamax(RATE, 0.9, 1, 1e-8)))
        .contains("expected beta2 in [0, 1), but got 1.0");
    assertThat(Refusal.of(() -> AdamW.of(1e-3).decay(-0.1)))
        .contains("expected decay in [0, infinity), but got -0.1");
  }

  @Test
  void schedulesThatEndBeforeTheyStart() {
    assertThat(Refusal.of(() -> Schedule.cosine(0.1, 0, -5)))
        .isEqualTo(
            """
            at schedule (SettingMessagesTest.java: assertThat(Refusal.of(() -> Schedule.cosine(0.1, 0, -5)))):
              expected 1 step or more, but got -5
              try: Schedule.constant(0.0)""");
    assertThat(Refusal.of(() -> Schedule.oneCycle(0.1, 5)))
        .contains("expected 10 steps or more, but got 5");
    assertThat(Refusal.of(() -> Schedule.exponential(0.1, 1.5, 10)))
        .contains("expected a factor in (0, 1], but got 1.5")
        .contains("try: exponential(0.1, 0.5, 1_000)");
    assertThat(Refusal.of(() -> Schedule.stepwise(0.1, 0.5, 0)))
        .contains("expected 1 step or more, but got 0");
    assertThat(Refusal.of(() -> Schedule.cyclical(0, 1, 100, 0)))
        .contains("expected a rising share of the period in (0, 1], but got 0.0");
    assertThat(Refusal.of(() -> RATE.warmedUp(0))).contains("try: leave out warmedUp");
    assertThat(Refusal.of(() -> RATE.byEpoch(0)))
        .contains("expected steps of an epoch in (0, infinity), but got 0.0")
        .contains("try: byEpoch(feed.stepsPerEpoch())");
  }

  @Test
  void clippings() {
    assertThat(Refusal.of(() -> Clipping.byNorm(0)))
        .isEqualTo(
            """
            at clipping (SettingMessagesTest.java: assertThat(Refusal.of(() -> Clipping.byNorm(0)))):
              expected a limit in (0, infinity), but got 0.0
              try: Clipping.byNorm(1)""");
    assertThat(Refusal.of(() -> Clipping.byValue(Double.NaN)))
        .contains("but got NaN")
        .contains("try: Clipping.byValue(1)");
  }

  @Test
  void averagings() {
    assertThat(Refusal.of(() -> Averaging.exponential(1)))
        .isEqualTo(
            """
            at averaging (SettingMessagesTest.java: assertThat(Refusal.of(() -> Averaging.exponential(1)))):
              expected a decay in [0, 1), but got 1.0
              try: Averaging.exponential(0.999)""");
    assertThat(Refusal.of(() -> Averaging.since(-1)))
        .contains("expected a step of 0 or more, but got -1.0");
  }

  @Test
  void groups() {
    Groups groups = Groups.of(Adam.of(1e-3)).and(Sgd.of(0.1), "w");
    assertThat(Refusal.of(() -> groups.and(Adam.of(1), "w")))
        .isEqualTo(
            """
            at Groups (SettingMessagesTest.java: assertThat(Refusal.of(() -> groups.and(Adam.of(1), "w")))):
              expected a parameter in one group, but 'w' is in two
              try: one of the two""");
    assertThat(Refusal.of(() -> groups.and(Adam.of(1))))
        .contains("expected the names of parameters, but got none");
  }

  @Test
  void draws() {
    assertThat(Refusal.of(() -> DrawKey.of(1).particles(0)))
        .isEqualTo(
            """
            at draws (SettingMessagesTest.java: assertThat(Refusal.of(() -> DrawKey.of(1).particles(0)))):
              expected repeat and chunks of 0 or more and 1 particle or more, but got repeat 0, chunk 0, 0 particles and their chunk 0
              try: DrawKey.of(seed)""");
    assertThat(Refusal.of(() -> DrawKey.of(1).repeat(-1)))
        .isEqualTo(
            """
            at draws (SettingMessagesTest.java: assertThat(Refusal.of(() -> DrawKey.of(1).repeat(-1)))):
              expected repeat and chunks of 0 or more and 1 particle or more, but got repeat -1, chunk 0, the objective's particles and their chunk 0
              try: DrawKey.of(seed)""");
  }

  @Test
  void values() {
    assertThat(Refusal.of(() -> Values.of(Shape.of(2, 2), new double[3])))
        .isEqualTo(
            """
            at Values.of (SettingMessagesTest.java: assertThat(Refusal.of(() -> Values.of(Shape.of(2, 2), new double[3])))):
              expected 4 numbers for shape [2, 2], but got 3
              try: as many numbers as the shape has entries""");
    List<String> names = List.of("draws", "rows");
    assertThat(Refusal.of(() -> Values.of(names, Shape.of(2), new double[2])))
        .isEqualTo(
            """
            at Values.of (SettingMessagesTest.java: assertThat(Refusal.of(() -> Values.of(names, Shape.of(2), new double[2])))):
              expected names for at most all dims of shape [2], but got [draws, rows]
              try: names of leading dims, outermost first""");
    Values two = Values.of(Shape.of(2), new double[2]);
    assertThat(Refusal.of(() -> two.scalar()))
        .isEqualTo(
            """
            at scalar() (SettingMessagesTest.java: assertThat(Refusal.of(() -> two.scalar()))):
              expected one number, but got shape [2]
              try: toArray()""");
  }

  @Test
  void trainers() {
    Trainer trainer = Trainer.of(SmallVae.tiny().elbo());
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at Trainer (SettingMessagesTest.java: assertThat(Refusal.of(() -> trainer.run()))):
              expected batches to train on, but got none
              try: feed(data.batch(100))""");
    Trainer fed = trainer.feed(SmallVae.tiny().data(4).batch(2)).steps(-1);
    assertThat(Refusal.of(() -> fed.run()))
        .isEqualTo(
            """
            at Trainer (SettingMessagesTest.java: assertThat(Refusal.of(() -> fed.run()))):
              expected 0 steps or more, but got -1
              try: steps(20_000)""");
  }
}
