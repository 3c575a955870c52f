package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.Outputs;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Conditionals;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What compiled objectives refuse. */
class CompiledMessagesTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Elbo ELBO = VAE.elbo();
  private static final Data DATA = VAE.data(4);
  private static final DrawKey DRAWS = DrawKey.of(0);

  @Test
  void columnsThatDoNotFitTheProgram() {
    Data unknown = Data.of(Column.ofBytes("xs", new byte[6], 6));
    Data other = Data.of(Column.ofBytes("images", new byte[6], 6));
    Data narrow = Data.of(Column.ofBytes("x", new byte[5], 5));
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.measure(unknown, DRAWS)))
          .isEqualTo(
              """
              at column 'x' in the guide, plate 'images' (SmallVae.java: Expr x = p.input("x", pixels);):
                expected a column of this name, but the data have [xs]
                try: the name 'xs', or a column 'x'""");
      assertThat(Refusal.of(() -> compiled.measure(other, DRAWS)))
          .endsWith(
              "  expected a column of this name, but the data have [images]\n"
                  + "  try: a column 'x' in the data");
      assertThat(Refusal.of(() -> compiled.measure(narrow, DRAWS)))
          .isEqualTo(
              """
              at column 'x' in the guide, plate 'images' (SmallVae.java: Expr x = p.input("x", pixels);):
                expected event shape [6], but the column has [5]
                try: a column of event shape [6], or a program for [5]""");
    }
  }

  @Test
  void greyPixelsUnderBernoulli() {
    Data grey =
        Data.of(Column.ofBytes("x", new byte[] {0, 51, 102, 3, 4, (byte) 255}, 6).scaled(255));
    Data bytes = Data.of(Column.ofBytes("x", new byte[] {0, 51, 102, 3, 4, 5}, 6));
    Trainer trainer = Trainer.of(ELBO).steps(1);
    assertThat(Refusal.of(() -> trainer.feed(grey.batch(1)).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'images' (SmallVae.java: p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));):
              expected values of Bernoulli, zeros and ones, but column 'x' holds real numbers in [0, 1]; the first outside is 0.2 in row 0, entry 1
              try: binarized() on the column, or ContinuousBernoulli for the site""");
    assertThat(Refusal.of(() -> trainer.feed(bytes.batch(1)).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'images' (SmallVae.java: p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));):
              expected values of Bernoulli, zeros and ones, but column 'x' holds whole numbers in [0, 102]; the first outside is 51 in row 0, entry 1
              try: scaled(102).binarized() on the column, or a distribution whose support holds them""");
  }

  @Test
  void parametersThatAreNotThere() {
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.values("dec/0/kernal")))
          .isEqualTo(
              """
              at parameter 'dec/0/kernal':
                expected one of [enc/0/kernel, enc/0/bias, enc/1/kernel, enc/1/bias, dec/0/kernel, dec/0/bias, dec/1/kernel, dec/1/bias]
                try: 'dec/0/kernel'""");
      assertThat(Refusal.of(() -> compiled.set("w", new double[1]))).endsWith("one of these names");
      assertThat(Refusal.of(() -> compiled.set("dec/1/bias", new double[5])))
          .isEqualTo(
              """
              at parameter 'dec/1/bias':
                expected 6 numbers for shape [6], but got 5
                try: as many numbers as the shape has entries""");
    }
  }

  @Test
  void runsThatCannotBe() {
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.onlyTerm().measure(QueryRun.of(DATA, 2, 5, DRAWS))))
          .isEqualTo(
              """
              at rows (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.onlyTerm().measure(QueryRun.of(DATA, 2, 5, DRAWS))))):
                expected rows 2 to 5 to lie in 0 to 4 and be at least one
                try: 0 <= from < to <= rows""");
      assertThat(Refusal.of(() -> compiled.step()))
          .isEqualTo(
              """
              at step() (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.step()))):
                expected a feed and an optimizer, but it was compiled without
                try: Compilation.of(objective).feed(data.batch(100)).optimizer(Adam.of(1e-3))""");
      Computed reading =
          new Computed(
              "reading",
              Axes.NONE,
              setting -> Map.of("x", setting.input("x", Axes.NONE, Shape.of(6))));
      assertThat(Refusal.of(() -> compiled.run(reading, QueryRun.of(3, DRAWS))))
          .isEqualTo(
              """
              at column 'x' (CompiledMessagesTest.java: setting -> Map.of("x", setting.input("x", Axes.NONE, Shape.of(6))));):
                expected data with this column, but this query has no data
                try: a call that takes data, such as sample(data), or a program without the input""");
      assertThat(Refusal.of(() -> compiled.run(reading, QueryRun.of(0, DRAWS))))
          .contains("expected 1 row or more to draw, but got 0");
      Measurement measured = compiled.measure(DATA, DRAWS);
      assertThat(Refusal.of(() -> measured.part("elbo")))
          .isEqualTo(
              """
              at part 'elbo' (CompiledMessagesTest.java: assertThat(Refusal.of(() -> measured.part("elbo")))):
                expected one of [kl, rec]
                try: one of these names""");
    }
  }

  @Test
  void countsOfParticlesThatMeanNothing() {
    Computed none = new Computed("times", Axes.NONE, setting -> Map.of("v", Expr.of(1)));
    Computed draws = new Computed("draws", Programs.PARTICLES, setting -> Map.of("v", Expr.of(1)));
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.run(none, QueryRun.of(1, DRAWS.particles(5)))))
          .isEqualTo(
              """
              at query 'times' (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.run(none, QueryRun.of(1, DRAWS.particles(5)))))):
                expected an axis for 5 particles, but the query has none
                try: a query along Programs.PARTICLES, or a key without particles(5)""");
    }
    Objective sum = Objective.sum(ELBO.particles(5).from("a"), ELBO.from("b"));
    try (Compiled compiled = Compilation.of(sum).compile()) {
      assertThat(Refusal.of(() -> compiled.run(draws, QueryRun.of(1, DRAWS))))
          .isEqualTo(
              """
              at query 'draws' (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.run(draws, QueryRun.of(1, DRAWS))))):
                expected to hear how many particles to draw, because the terms of the sum draw [5, 1]
                try: DrawKey.of(0).particles(5)""");
      assertThat(compiled.run(none, QueryRun.of(1, DRAWS))).containsOnlyKeys("v");
    }
  }

  @Test
  void valuesThatAreNotFed() {
    Computed wanting = new Computed("times", Axes.NONE, setting -> Map.of("v", setting.fed("k")));
    QueryRun run = QueryRun.of(1, DRAWS);
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.run(wanting, run)))
          .isEqualTo(
              """
              at 'k' (CompiledMessagesTest.java: Computed wanting = new Computed("times", Axes.NONE, setting -> Map.of("v", setting.fed("k")));):
                expected a value that is fed under this name, but there is none
                try: run.feeding(Map.of("k", Expr.of(1)))""");
      assertThat(
              Entry.of(compiled.run(wanting, run.feeding(Map.of("k", Expr.of(3)))), "v").scalar())
          .isEqualTo(3);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // What is refused.
  private record Weighed(double[] weights) implements Query<Values> {
    @Override
    public String name() {
      return "weighed";
    }

    @Override
    public Outputs<Values> build(Setting setting) {
      return Outputs.of(Expr.of(weights));
    }
  }

  private record Other(Expr asked, Expr read) implements Query<Values> {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public Outputs<Values> build(Setting setting) {
      return Outputs.of(List.of(asked), found -> found.of(read));
    }
  }

  @Test
  void queriesThatAreNoValues() {
    QueryRun run = QueryRun.of(1, DRAWS);
    Weighed weighed = new Weighed(new double[] {1, 2});
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.run(weighed, run)))
          .isEqualTo(
              """
              at query 'weighed' (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.run(weighed, run)))):
                expected components that are equal only while they hold the same, but 'weights' is an array, or has one
                try: a list, or numbers that are fed: run.feeding(Map.of("weights", Expr.of(numbers)))""");
    }
  }

  @Test
  void outputsThatAreReadAndNotComputed() {
    QueryRun run = QueryRun.of(1, DRAWS);
    Other other = new Other(Expr.of(1), Expr.of(1));
    Other same = new Other(other.read(), other.read());
    try (Compiled compiled = Compilation.of(ELBO).compile()) {
      assertThat(Refusal.of(() -> compiled.run(other, run)))
          .isEqualTo(
              """
              at outputs (CompiledMessagesTest.java: return Outputs.of(List.of(asked), found -> found.of(read));):
                expected one of the values that the query computes, but this is none of them
                try: Outputs.of(List.of(value), found -> found.of(value))""");
      assertThat(compiled.run(same, run).scalar()).isEqualTo(1);
    }
  }

  /** A query of the user's own takes rows as it is told; predictions take all of them. */
  @Test
  void siteDrawnGivenSomeOfTheRows() {
    Program model =
        p -> {
          Expr c = p.sample("c", Categorical.uniform(3));
          p.plate("rows", () -> p.sample("x", Normal.of(c, Expr.of(1))));
        };
    Computed draws =
        new Computed(
            "own",
            Axes.NONE,
            setting -> {
              Trace none = Trace.of(p -> {}, "the guide", setting, Draw.of(setting.noise()));
              Map<String, Handler.Answer> drawn =
                  Conditionals.draws(model, Set.of("x"), site -> Expr.of(0), none, setting);
              return Map.of("c", Entry.of(drawn, "c").value());
            });
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 0}));
    try (Compiled compiled = Compilation.of(MaximumLikelihood.of(model).given("x")).compile()) {
      assertThat(compiled.run(draws, QueryRun.of(data, 0, 3, DRAWS))).containsKey("c");
      assertThat(Refusal.of(() -> compiled.run(draws, QueryRun.of(data, 0, 2, DRAWS))))
          .isEqualTo(
              """
              at site 'c' in the query 'own':
                expected all rows of the data in plate 'rows' at once, because the site is drawn given all of them, but a run sees some of the rows
                try: all rows in one run, or a guide for 'c'""");
    }
  }

  @Test
  void partsOfStepsThatThereAreNot() {
    StepReport report = new StepReport(1, 5, Map.of("kl", 2.0));
    assertThat(report.part("kl")).isEqualTo(2);
    assertThat(Refusal.of(() -> report.part("kll")))
        .isEqualTo(
            """
            at part 'kll' (CompiledMessagesTest.java: assertThat(Refusal.of(() -> report.part("kll")))):
              expected one of [kl]
              try: part("kl")""");
  }

  @Test
  void useAfterClose() {
    Compiled compiled = Compilation.of(ELBO).feed(DATA.batch(2)).optimizer(Sgd.of(1)).compile();
    compiled.close();
    compiled.close();
    assertThat(Refusal.of(() -> compiled.step()))
        .isEqualTo(
            """
            at compiled objective (CompiledMessagesTest.java: assertThat(Refusal.of(() -> compiled.step()))):
              expected it to be open, but it was closed
              try: use it inside its try block""");
    assertThat(Refusal.of(() -> compiled.measure(DATA, DRAWS))).contains("it was closed");
    assertThat(Refusal.of(() -> compiled.gradients(DATA, DRAWS))).contains("it was closed");
    assertThat(Refusal.of(() -> compiled.values("dec/0/bias"))).contains("it was closed");
    assertThat(Refusal.of(() -> compiled.set("dec/0/bias", new double[7]))).contains("was closed");
    assertThat(Refusal.of(() -> compiled.restore(Map.of(), 1))).contains("it was closed");
  }

  @Test
  void programsThatDeclareOtherParametersInTheNextRun() {
    AtomicInteger runs = new AtomicInteger();
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Param changing = Param.of("logits", 6).constant(runs.incrementAndGet());
                  p.sample("x", Bernoulli.ofLogits(p.param(changing)));
                });
    Elbo elbo = Elbo.of(model, p -> p.deterministic("nothing", Normal.standard().mean()));
    assertThat(Refusal.of(() -> measured(elbo.given("x"))))
        .isEqualTo(
            """
            at parameter 'logits' in the model, plate 'images' (CompiledMessagesTest.java: p.sample("x", Bernoulli.ofLogits(p.param(changing)));):
              expected the parameters that the programs declared when they were compiled, but this one is new or has changed
              try: programs that declare the same parameters in every run""");
  }

  private static void measured(Elbo elbo) {
    try (Compiled compiled = Compilation.of(elbo).compile()) {
      compiled.measure(DATA, DRAWS);
    }
  }
}
