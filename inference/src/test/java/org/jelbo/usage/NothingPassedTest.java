package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.evaluation.EvidenceEstimator;
import org.jelbo.inference.loss.Surrogate;
import org.jelbo.inference.objective.Description;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Calls that are passed null. */
class NothingPassedTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(2);
  private static final DrawKey KEY = DrawKey.of(0);
  private static final Map<String, Expr> NONE =
      Collections.singletonMap("v", (Expr) Absent.value());

  private static void assertRefused(List<ThrowingCallable> calls) {
    for (int i = 0; i < calls.size(); i++) {
      ThrowingCallable call = calls.get(i);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(call))
          .as("call " + i)
          .isInstanceOf(JelboException.class)
          .hasMessageContaining("but got null");
    }
  }

  @Test
  void toFits() {
    Data none = Absent.value();
    try (Fit fit = Fit.start(VAE.elbo())) {
      assertThat(Refusal.of(() -> fit.predict(Absent.value())))
          .isEqualTo(
              """
              at predict (NothingPassedTest.java: assertThat(Refusal.of(() -> fit.predict(Absent.value())))):
                expected what is wanted, but got null
                try: Predictive.prior(200)""");
      assertThat(Refusal.of(() -> fit.encode(none)))
          .isEqualTo(
              """
              at guide (NothingPassedTest.java: assertThat(Refusal.of(() -> fit.encode(none)))):
                expected data, but got null
                try: guide(test)""");
      assertThat(Refusal.of(() -> fit.parameter(Absent.value())))
          .isEqualTo(
              """
              at parameter (NothingPassedTest.java: assertThat(Refusal.of(() -> fit.parameter(Absent.value())))):
                expected a name, but got null
                try: one of parameters()""");
      assertThat(Refusal.of(() -> fit.save(Absent.value())))
          .isEqualTo(
              """
              at save (NothingPassedTest.java: assertThat(Refusal.of(() -> fit.save(Absent.value())))):
                expected a file, but got null
                try: save(Path.of("vae.npz"))""");
      assertThat(Refusal.of(() -> Fit.restore(VAE.elbo(), Absent.value())))
          .isEqualTo(
              """
              at restore (NothingPassedTest.java: assertThat(Refusal.of(() -> Fit.restore(VAE.elbo(), Absent.value())))):
                expected a file, but got null
                try: restore(objective, Path.of("vae.npz"))""");
    }
  }

  @Test
  void toOtherCallsOfFits() {
    Data none = Absent.value();
    try (Fit fit = Fit.start(VAE.elbo())) {
      assertRefused(
          List.of(
              () -> Fit.start(Absent.value()),
              () -> Fit.restore(Absent.value(), java.nio.file.Path.of("vae.npz")),
              () -> fit.sample(none),
              () -> fit.reconstruct(none),
              () -> fit.checkpoint(Absent.value()),
              () -> fit.predicting(Absent.value()),
              () -> fit.evaluate(none, 1),
              () -> fit.evaluate((Datasets) Absent.value(), 1),
              () -> Datasets.of(Absent.value(), DATA),
              () -> fit.logLikelihood(none, 3),
              () -> fit.logLikelihood(none, EvidenceEstimator.of(3)),
              () -> fit.logLikelihood(DATA, (EvidenceEstimator) Absent.value()),
              () -> fit.accuracy(none, "z"),
              () -> fit.accuracy(DATA, Absent.value()),
              () -> Predictive.imputing(Absent.value()),
              () -> Predictive.prior(2).doing(Absent.value(), 1),
              () -> Predictive.prior(2).doing("z", (org.jelbo.dsl.expr.Expr) Absent.value()),
              () -> Trainer.of(Absent.value()),
              () -> Trainer.of(VAE.elbo()).optimizer(Absent.value()),
              () -> Trainer.of(VAE.elbo()).feed(Absent.value()),
              () -> Trainer.of(VAE.elbo()).precision(Absent.value()),
              () -> Trainer.of(VAE.elbo()).device(Absent.value())));
    }
  }

  @Test
  void toCompiledObjectives() {
    Data none = Absent.value();
    DrawKey noKey = Absent.value();
    Computed noQuery = Absent.value();
    QueryRun run = QueryRun.of(1, KEY);
    try (Compiled compiled = Compilation.of(VAE.elbo()).compile()) {
      assertThat(Refusal.of(() -> compiled.run(noQuery, run)))
          .isEqualTo(
              """
              at run (NothingPassedTest.java: assertThat(Refusal.of(() -> compiled.run(noQuery, run)))):
                expected a query, but got null
                try: a record that implements Query""");
      assertRefused(
          List.of(
              () -> compiled.measure(none, KEY),
              () -> compiled.measure(DATA, noKey),
              () -> compiled.onlyTerm().measure(QueryRun.of(none, 0, 1, KEY)),
              () -> compiled.gradients(none, KEY),
              () -> compiled.gradients(DATA, noKey),
              () -> compiled.recompute(none, KEY),
              () -> compiled.values(Absent.value()),
              () -> compiled.state(Absent.value()),
              () -> compiled.set(Absent.value(), new double[1]),
              () -> compiled.set("dec/1/bias", Absent.value()),
              () -> compiled.setState("dec/1/bias", Absent.value()),
              () -> compiled.restore(Absent.value(), 0),
              () -> compiled.term(Absent.value()).measure(QueryRun.of(DATA, 0, 1, KEY)),
              () -> compiled.term(Absent.value()).gradients(QueryRun.of(DATA, KEY)),
              () -> compiled.term(Absent.value()).recompute(DATA, KEY),
              () -> Compilation.of(VAE.elbo()).noise(Absent.value(), Absent.value())));
    }
  }

  @Test
  void toQueries() {
    DrawKey noKey = Absent.value();
    Computed noQuery = Absent.value();
    QueryRun run = QueryRun.of(1, KEY);
    try (Compiled compiled = Compilation.of(VAE.elbo()).compile()) {
      assertRefused(
          List.of(
              () -> compiled.run(noQuery, QueryRun.of(DATA, 0, 1, KEY)),
              () -> compiled.run(noQuery, run),
              () -> compiled.run(new Computed("q", Axes.NONE, s -> Absent.value()), run),
              () -> compiled.run(new Computed("v", Axes.NONE, s -> NONE), run),
              () -> compiled.run(new Computed("v", Axes.NONE, s -> Map.of()), Absent.value()),
              () -> compiled.run(new Computed(Absent.value(), Axes.NONE, s -> Map.of()), run),
              () -> compiled.run(new Computed("v", Absent.value(), s -> Map.of()), run),
              () -> compiled.onlyTerm().measure((QueryRun) Absent.value()),
              () -> compiled.onlyTerm().gradients((QueryRun) Absent.value()),
              () -> run.feeding(Absent.value()),
              () -> Query.about(Absent.value(), "v"),
              () -> new DrawKey(1, 0, 0, Absent.value(), 0),
              () -> compiled.stateShape(Absent.value()),
              () -> Surrogate.of(Absent.value()),
              () -> SumTerm.of(Absent.value()),
              () -> new Programs(p -> {}, p -> {}, Absent.value()),
              () -> Description.of(p -> {}, p -> {}, Absent.value(), Axes.NONE),
              () -> QueryRun.of(DATA, noKey)));
    }
  }

  @Test
  void toDataAndDraws() {
    double[] doubles = Absent.value();
    int[] ints = Absent.value();
    long[] shape = Absent.value();
    try (Fit fit = Fit.start(VAE.elbo())) {
      Draws draws = fit.sample(1);
      assertRefused(
          List.of(
              () -> Column.ofDoubles("x", doubles),
              () -> Column.ofInts("x", ints),
              () -> Column.ofLongs("x", shape),
              () -> Column.ofBytes("x", (byte[]) Absent.value()),
              () -> Column.ofBytes("x", (ByteBuffer) Absent.value()),
              () -> Column.ofFloats("x", (float[]) Absent.value()),
              () -> Column.ofFloats("x", (FloatBuffer) Absent.value()),
              () -> Column.ofInts("x", new int[1], shape),
              () -> Data.of((Column[]) Absent.value()),
              () -> DATA.rows(ints),
              () -> draws.of(Absent.value()),
              () -> draws.meanOf(Absent.value()),
              () -> draws.varianceOf(Absent.value())));
    }
    assertThat(Refusal.of(() -> Column.ofDoubles("x", doubles)))
        .isEqualTo(
            """
            at column 'x' (NothingPassedTest.java: assertThat(Refusal.of(() -> Column.ofDoubles("x", doubles)))):
              expected numbers, but got null
              try: new double[] {1, 2, 3} for three rows""");
  }
}
