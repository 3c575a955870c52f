package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.evaluation.Evidence;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;

/** What the fit of a sum draws: the programs of the first term, or of one that is named. */
class SumPredictionsTest {
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("x", new double[] {0.3, -1, 2}),
          Column.ofDoubles("y", new double[] {5, 6, 7}));
  private static final Feed FEED = DATA.batch(2);

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard());
                Expr y = p.sample("y", Normal.of(z, Expr.of(2)));
                p.sample("x", Normal.of(y, Expr.of(1)));
              });
  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y = p.sample("y", Normal.of(p.input("x"), Expr.of(0.5)));
                p.sample("z", Normal.of(y.times(0.5), Expr.of(0.1)));
              });

  /** Programs of the same sites, whose latent is somewhere else. */
  private static final Program OTHER_MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                p.sample("z", Normal.of(9, 1));
                p.sample("x", Normal.of(20, 1));
              });

  private static final Program OTHER_GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(-4, 1)));

  @Test
  void sumOfOnePairOfProgramsPredictsWithWhatTheFirstTermIsGiven() {
    Elbo unlabelled = Elbo.of(MODEL, GUIDE).given("x");
    Elbo labelled = Elbo.of(MODEL, GUIDE).given("x", "y");
    Objective sum = Objective.sum(unlabelled.from("a"), labelled.from("b"));
    try (Fit single = Trainer.of(unlabelled).feed(FEED).steps(0).run();
        Fit fit = Trainer.of(sum).feed("a", FEED).feed("b", FEED).steps(0).run()) {
      assertThat(fit.sample(4).of("x").toArray()).isEqualTo(single.sample(4).of("x").toArray());
      assertThat(fit.encode(DATA).meanOf("y").toArray()).containsExactly((float) 0.3, -1, 2);
      assertThat(fit.encode(DATA).of("z").toArray())
          .isEqualTo(single.encode(DATA).of("z").toArray());
      assertThat(fit.reconstruct(DATA).of("x").toArray())
          .isEqualTo(single.reconstruct(DATA).of("x").toArray());
      assertThat(fit.logLikelihood(DATA, 5).value())
          .isEqualTo(single.logLikelihood(DATA, 5).value());
      assertThat(fit.explain().toString()).isEqualTo(sum.explain().toString());
      assertThat(fit.predicting("b").explain().terms()).hasSize(1);
      Draws labels = fit.predicting("b").encode(DATA);
      assertThat(labels.of("y").toArray()).containsExactly(5, 6, 7);
      assertThat(labels.meanOf("z").toArray()).containsExactly(2.5, 3, 3.5);
    }
  }

  @Test
  void oneTermOfSeveralProgramsPredicts() {
    Elbo first = Elbo.of(MODEL, GUIDE).given("x");
    Elbo second = Elbo.of(OTHER_MODEL, OTHER_GUIDE).given("x");
    Objective sum = Objective.sum(first.from("a"), second.from("b"), second.weight(0));
    Trainer trainer = Trainer.of(sum.terms().get(0)).feed("a", FEED).steps(0);
    try (Fit fit = Trainer.of(sum).feed("a", FEED).feed("b", FEED).steps(0).run();
        Fit alone = trainer.run()) {
      Fit other = fit.predicting("b");
      assertThat(fit.predicting("a").sample(2).meanOf("z").toArray()).containsExactly(0, 0);
      assertThat(other.sample(2).meanOf("z").toArray()).containsExactly(9, 9);
      assertThat(other.encode(DATA).meanOf("z").toArray()).containsExactly(-4, -4, -4);
      assertThat(other.reconstruct(DATA).meanOf("x").toArray()).containsExactly(20, 20, 20);
      Evidence evidence = other.logLikelihood(DATA, 5);
      assertThat(evidence.value()).isLessThan(fit.predicting("a").logLikelihood(DATA, 5).value());
      assertThat(alone.sample(2).meanOf("z").toArray()).containsExactly(0, 0);
      assertThat(other.digest()).isEqualTo(fit.digest());
    }
  }
}
