package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Treatment;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Ops;

/** What is wrong before the first step is refused together. */
class PreflightMessagesTest {
  private static final Param RATE = Param.of("rate").constant(1);
  private static final Param UNUSED = Param.of("unused");
  private static final Param STOPPED = Param.of("stopped");
  private static final Data DATA =
      Data.of(
          Column.ofDoubles("count", new double[] {1, 0, -1, -2}),
          Column.ofDoubles("seen", new double[] {0, 1, 1, 0.5}));
  private static final Data SOUND =
      Data.of(
          Column.ofDoubles("count", new double[] {1, 0}),
          Column.ofDoubles("seen", new double[] {0, 1}));

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                p.param(UNUSED);
                p.sample("z", Normal.of(p.param(STOPPED).stopGradient(), Expr.of(1)));
              });
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard());
                p.sample("count", Poisson.ofLogRate(digamma(p.param(RATE)).plus(z)));
                p.sample("seen", Bernoulli.ofLogits(z));
              });

  private static Expr digamma(Expr x) {
    return Expr.of(Ops.create(x.operand().op().env()).math.digamma(x.operand()), x.axes());
  }

  private static Expr polygamma(Expr x) {
    return Expr.of(
        Ops.create(x.operand().op().env()).math.polygamma(x.operand(), x.operand()), x.axes());
  }

  @Test
  void columnsParametersAndFunctionsAreFoundTogether() {
    Compilation compilation = training(Elbo.of(MODEL, GUIDE).given("count", "seen"), DATA);
    assertThat(Refusal.of(compilation::compile))
        .isEqualTo(
            """
            at 5 places:
              expected programs and data that can be used together, but
              at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("count", Poisson.ofLogRate(digamma(p.param(RATE)).plus(z)));):
                expected values of Poisson, whole numbers from 0, but column 'count' holds whole numbers in [-2, 1]; the first outside is -1 in row 2
                try: a distribution whose support holds them
              at site 'seen' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("seen", Bernoulli.ofLogits(z));):
                expected values of Bernoulli, zeros and ones, but column 'seen' holds real numbers in [0, 1]; the first outside is 0.5 in row 3
                try: binarized() on the column, or ContinuousBernoulli for the site
              at parameter 'unused' in the guide, plate 'rows' (PreflightMessagesTest.java: p.param(UNUSED);):
                expected a parameter that the loss depends on, but no term is computed from it
                try: remove the parameter, let its value reach a site, or add a term that scores it, such as GuideLikelihood.of(guide, "y") for a given y
              at parameter 'stopped' in the guide, plate 'rows' (PreflightMessagesTest.java: p.sample("z", Normal.of(p.param(STOPPED).stopGradient(), Expr.of(1)));):
                expected a parameter that the loss depends on differentiably, but every way to it passes a stopGradient or a step function
                try: remove the parameter, or let its value reach a site
              at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("count", Poisson.ofLogRate(digamma(p.param(RATE)).plus(z)));):
                expected functions that TensorFlow can differentiate, but Digamma on the way to a parameter has no gradient
                try: another function, or stopGradient around it
              try: what is said at each; nothing was run""");
  }

  /** Each finding has the words that it has by itself. */
  @Test
  void findingsCanBeAskedFor() {
    Compilation wrong = training(Elbo.of(MODEL, GUIDE).given("count", "seen"), DATA);
    assertThat(subjects(wrong.findings()))
        .startsWith("site 'count'", "site 'seen'", "parameter 'unused'", "parameter 'stopped'")
        .hasSize(5);
    Program right = p -> p.plate("rows", () -> p.sample("count", Poisson.ofLogRate(p.param(RATE))));
    Objective likelihood = MaximumLikelihood.of(right).given("count");
    assertThat(training(likelihood, SOUND).findings()).isEmpty();
    assertThat(Trainer.of(likelihood).feed(DATA.batch(2)).findings()).hasSize(1);
    JelboException only = training(likelihood, DATA).findings().get(0);
    assertThat(only)
        .hasMessageStartingWith("at site 'count' in the model, plate 'rows' (")
        .hasMessageContaining("holds whole numbers in [-2, 1]; the first outside is -1 in row 2\n");
    assertThat(Refusal.of(() -> training(likelihood, DATA).compile()))
        .startsWith("at site 'count' in the model, plate 'rows' (");
    assertThat(Compilation.of(Elbo.of(MODEL, GUIDE).given("cuont")).findings())
        .singleElement()
        .isInstanceOf(JelboException.class);
  }

  /** Functions that only data go through, or whose gradient is stopped, need none. */
  @Test
  void onlyFunctionsOnTheWayToParametersNeedGradients() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = digamma(p.input("seen").plus(1));
                  Expr rate = p.param(RATE);
                  Expr known = digamma(rate).stopGradient();
                  p.sample("count", Normal.of(rate.plus(x).plus(known), Expr.of(1)));
                });
    Compilation compilation = training(MaximumLikelihood.of(model).given("count"), SOUND);
    try (Compiled compiled = compilation.compile()) {
      assertThat(compiled.step().value()).isFinite();
    }
  }

  @Test
  void functionsWithoutGradientAreFoundAtEverySite() {
    Program guide =
        p ->
            p.plate(
                "rows", () -> p.sample("z", Normal.of(polygamma(p.param(STOPPED)), Expr.of(1))));
    Compilation compilation = training(Elbo.of(MODEL, guide).given("count", "seen"), SOUND);
    assertThat(Refusal.of(compilation::compile))
        .isEqualTo(
            """
            at 2 places:
              expected programs and data that can be used together, but
              at site 'z' in the guide, plate 'rows' (PreflightMessagesTest.java: "rows", () -> p.sample("z", Normal.of(polygamma(p.param(STOPPED)), Expr.of(1))));):
                expected functions that TensorFlow can differentiate, but Polygamma on the way to a parameter has no gradient
                try: another function, or stopGradient around it
              at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("count", Poisson.ofLogRate(digamma(p.param(RATE)).plus(z)));):
                expected functions that TensorFlow can differentiate, but Digamma on the way to a parameter has no gradient
                try: another function, or stopGradient around it
              try: what is said at each; nothing was run""");
  }

  /** The gradient follows the draw to the guide by itself, and the loss does not reach it. */
  @Test
  void functionsWithoutGradientAreFoundBehindDrawsThatAreCutOff() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("seen", Bernoulli.ofLogits(z));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(digamma(p.param(RATE)), Expr.of(1))));
    Elbo elbo = Elbo.of(model, guide).given("seen").stickingTheLanding();
    assertThat(Refusal.of(() -> training(elbo, SOUND).compile()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (PreflightMessagesTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.of(digamma(p.param(RATE)), Expr.of(1))));):
              expected functions that TensorFlow can differentiate, but Digamma on the way to a parameter has no gradient
              try: another function, or stopGradient around it""");
  }

  @Test
  void refusedTermsOfSumAreFoundTogether() {
    Program counts = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(p.param(RATE))));
    Program nothing = p -> {};
    Objective sum =
        Objective.sum(
            Elbo.of(MODEL, GUIDE).given("seen"),
            Elbo.of(MODEL, nothing).given("count", "seen").from("b"),
            Elbo.of(MODEL, counts)
                .given("count", "seen")
                .treat("z", Treatment.pathwise())
                .from("c"));
    assertThat(Refusal.of(sum::explain))
        .isEqualTo(
            """
            at 3 places:
              expected programs and data that can be used together, but
              at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("count", Poisson.ofLogRate(digamma(p.param(RATE)).plus(z)));):
                expected a site of the guide with this name, but the guide has latents [z] and given are [seen]
                try: p.sample("count", ...) in the guide, or given("count")
              at site 'z' in the model, plate 'rows' (PreflightMessagesTest.java: Expr z = p.sample("z", Normal.standard());):
                expected every random site to be given where there is no guide, but it is latent
                try: given("z"), or Elbo.of(model, guide) with a guide that samples it
              at site 'z' in the guide, plate 'rows' (PreflightMessagesTest.java: Program counts = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(p.param(RATE))));):
                expected a latent whose draws can be differentiated, because treat("z", Treatment.pathwise()) needs them, but Poisson is not reparameterized
                try: a family whose draws are pathwise, such as Normal, for the site
              try: what is said at each; nothing was run""");
    assertThat(Refusal.of(() -> Compilation.of(sum).compile())).isEqualTo(Refusal.of(sum::explain));
  }

  /** A term whose data lack a column does not hide what is wrong with the other's. */
  @Test
  void dataOfAllFeedsAreLookedAt() {
    Program counts =
        p -> p.plate("rows", () -> p.sample("count", Poisson.ofLogRate(p.param(RATE))));
    Program pixels =
        p -> p.plate("rows", () -> p.sample("pixel", Bernoulli.ofLogits(p.param(RATE))));
    Objective sum =
        Objective.sum(
            MaximumLikelihood.of(counts).given("count"),
            MaximumLikelihood.of(pixels).given("pixel").from("b"));
    Compilation compilation =
        Compilation.of(sum).feed(DATA.batch(2)).feed("b", DATA.batch(2)).optimizer(Sgd.of(1));
    assertThat(Refusal.of(compilation::compile))
        .isEqualTo(
            """
            at 2 places:
              expected programs and data that can be used together, but
              at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p -> p.plate("rows", () -> p.sample("count", Poisson.ofLogRate(p.param(RATE))));):
                expected values of Poisson, whole numbers from 0, but column 'count' holds whole numbers in [-2, 1]; the first outside is -1 in row 2
                try: a distribution whose support holds them
              at column 'pixel' in the model, plate 'rows' (PreflightMessagesTest.java: p -> p.plate("rows", () -> p.sample("pixel", Bernoulli.ofLogits(p.param(RATE))));):
                expected a column of this name, but the data of feed 'b' have [count, seen]
                try: a column 'pixel' in the data
              try: what is said at each; nothing was run""");
  }

  @Test
  void columnsOfQueryAreFoundTogether() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("count", Poisson.ofLogRate(p.param(RATE)));
                  p.sample("seen", Bernoulli.ofLogits(p.param(RATE)));
                });
    Objective likelihood = MaximumLikelihood.of(model).given("count", "seen");
    try (Compiled compiled = Compilation.of(likelihood).compile()) {
      assertThat(compiled.measure(SOUND, DrawKey.of(0)).value()).isFinite();
      assertThat(Refusal.of(() -> compiled.measure(DATA, DrawKey.of(0))))
          .isEqualTo(
              """
              at 2 places:
                expected programs and data that can be used together, but
                at site 'count' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("count", Poisson.ofLogRate(p.param(RATE)));):
                  expected values of Poisson, whole numbers from 0, but column 'count' holds whole numbers in [-2, 1]; the first outside is -1 in row 2
                  try: a distribution whose support holds them
                at site 'seen' in the model, plate 'rows' (PreflightMessagesTest.java: p.sample("seen", Bernoulli.ofLogits(p.param(RATE)));):
                  expected values of Bernoulli, zeros and ones, but column 'seen' holds real numbers in [0, 1]; the first outside is 0.5 in row 3
                  try: binarized() on the column, or ContinuousBernoulli for the site
                try: what is said at each; nothing was run""");
    }
  }

  private static Compilation training(Objective objective, Data data) {
    return Compilation.of(objective).feed(data.batch(2)).optimizer(Sgd.of(0.1));
  }

  private static List<String> subjects(List<JelboException> findings) {
    return findings.stream()
        .map(finding -> finding.subject().toString())
        .collect(Collectors.toList());
  }
}
