package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.ResidentMemory;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other systems ran into, each shown to be right or refused. */
class PitfallsTest {
  private static final SmallVae VAE = SmallVae.tiny();

  @TempDir Path folder;

  @Test
  void firstAutoencoderOnImagesWhoseRowsAreSquare() {
    Data square = Data.of(Column.ofBytes("x", new byte[4 * 6], 2, 3));
    assertThat(Refusal.of(() -> Trainer.of(VAE.elbo()).feed(square.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at column 'x' in the guide, plate 'images' (SmallVae.java: Expr x = p.input("x", pixels);):
              expected event shape [6], but the column has [2, 3]
              try: a column of event shape [6], or a program for [2, 3]""");
  }

  @Test
  void samePlateWithTwoSizes() {
    Program guide = p -> p.plate("images", 10, () -> p.sample("z", Normal.standard(2)));
    assertThat(Refusal.of(() -> Elbo.of(VAE.model(), guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'images' (SmallVae.java: Expr z = p.sample("z", Normal.standard(latents));):
              expected the plates [images of size 10 at depth 0] that the site has in the guide (PitfallsTest.java: Program guide = p -> p.plate("images", 10, () -> p.sample("z", Normal.standard(2)));), but got [images as large as the data at depth 0]
              try: the same plates, names and sizes, in both programs""");
  }

  /** Ten parts of one entry in a batch of ten rows: ten by ten values, summed over parts. */
  @Test
  void plateOfTenInBatchOfTen() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.plate("parts", 10, () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(0, 1e-9)));
    Data data = Data.of(Column.ofBytes("x", new byte[100], 10));
    try (Compiled compiled = Compilation.of(Elbo.of(model, guide).given("x")).compile()) {
      double rec = compiled.measure(data, DrawKey.of(0)).part("rec");
      assertThat(rec).isCloseTo(10 * Math.log(2), within(1e-5));
    }
  }

  @Test
  void addingPlateChangesNoResult() {
    Data data = Data.of(Column.ofBytes("x", new byte[] {1, 0, 1, 1}));
    Data parts = Data.of(Column.ofBytes("x", new byte[] {1, 0, 1, 1}, 1));
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(0.3, 0.5)));
    Program plain =
        p ->
            p.plate(
                "rows", () -> p.sample("x", Bernoulli.ofLogits(p.sample("z", Normal.standard()))));
    Program inPlate =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.plate("parts", 1, () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    assertThat(measured(Elbo.of(inPlate, guide).given("x"), parts))
        .isEqualTo(measured(Elbo.of(plain, guide).given("x"), data));
  }

  private static double measured(Objective objective, Data data) {
    try (Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
      return BothWays.value(compiled, data, DrawKey.of(0));
    }
  }

  @Test
  void notFiniteStepSaysWhichSiteMadeIt() {
    Param spread = Param.of("spread").constant(0);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("seen", Normal.of(z, Expr.of(1)));
                  p.sample("x", Normal.of(z, p.param(spread).minus(1).log()));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    Elbo elbo = Elbo.of(model, guide).given("x", "seen");
    double[] three = {1, 2, 3};
    Data data = Data.of(Column.ofDoubles("x", three), Column.ofDoubles("seen", three));
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'x' in the model, plate 'rows' (PitfallsTest.java: p.sample("x", Normal.of(z, p.param(spread).minus(1).log()));):
              expected finite loss and gradients, but Log(-1.0) is NaN, and with it loss, rec, gradient of spread; the parameters are as before the step
              try: an argument that stays positive, such as softplus() plus a small constant""");
  }

  @Test
  void importanceWeightsThatAreNotFiniteSayWhichSiteMadeThem() {
    Param spread = Param.of("spread").constant(-1);
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(latent(p), p.param(spread).log())));
    Program guide = p -> p.plate("rows", () -> latent(p));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(2);
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3}));
    assertThat(Refusal.of(() -> Trainer.of(iwae).feed(data.batch(3)).steps(1).run()))
        .startsWith("at step 1, site 'x' in the model, plate 'rows' (PitfallsTest.java: p -> p");
  }

  private static Expr latent(Scope p) {
    return p.sample("z", Normal.standard());
  }

  /** A narrow density is above 1, its logarithm positive and the loss negative. */
  @Test
  void positiveLogDensitySaysItsUnitAndWhatItBounds() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(0, 0.001)));
    Data data = Data.of(Column.ofDoubles("x", new double[] {0, 0}));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(measured(likelihood, data))
        .isCloseTo(Math.log(0.001) + 0.5 * Math.log(2 * Math.PI), within(1e-9));
    assertThat(likelihood.explain().toString())
        .startsWith("Log-likelihood, given x\n")
        .contains("\n-log-likelihood = rec, in nats per datum\n");
    assertThat(VAE.elbo().explain().toString())
        .startsWith("Evidence lower bound, given x\n")
        .contains("\n-ELBO = rec + kl, in nats per datum\n");
    assertThat(Iwae.of(VAE.model(), VAE.guide()).given("x").particles(5).explain().toString())
        .startsWith("Importance-weighted bound, given x\n")
        .contains("]], in nats per datum\n  K = 5\n");
  }

  /** What is tested beside the part that it is about. */
  @ParameterizedTest
  @CsvSource({
    "logMeanExpOverTheBatch, inference, inference/objective/WeightGroupsTest,"
        + " latentsThatShareAnObservationHaveOneWeight",
    "enumeratedSiteWithoutItsWeight, inference, inference/derivation/EnumeratedBoundsTest,"
        + " enumeratedByTheGuide",
    "sumOverPlatesWhereItMustMultiply, inference, inference/derivation/EnumeratedBoundsTest,"
        + " summedOutOfTheModel",
    "gradientOtherThanThatOfTheBound, inference, inference/objective/ReferenceObjectivesTest,"
        + " valueAndEveryGradient",
    "closedFormBesideOtherParents, inference, inference/derivation/ClosedFormsByFiniteSitesTest,"
        + " boundHasTheMeanOfThatAtTheDraws",
    "doublyReparameterizedModel, inference, inference/objective/ReferenceObjectivesTest,"
        + " doublyReparameterized",
    "varianceInTheWrongDirection, inference, inference/derivation/SurrogateTest,"
        + " doublyReparameterizedGradientHasTheLowerVariance",
    "finiteSiteOfTheModelIgnored, inference, inference/derivation/EnumeratedBoundsTest,"
        + " outsideEveryPlate",
    "enumerationTooSlowToBuild, inference, inference/derivation/ChainsTest,"
        + " graphGrowsByTheSameForEachSite",
    "minibatchWithoutThePlatesScale, inference, inference/objective/SubsamplingTest,"
        + " boundsOfMinibatchesAverageToTheBoundOfTheData",
    "minibatchScaledTwice, inference, inference/objective/NormalisationTest,"
        + " trainingStepOnBatchSmallerThanTheData",
    "jointSampleWhoseDensityFails, dsl, dsl/program/JointDensityTest,"
        + " densityOfJointDrawIsTheSumOfItsSites",
    "fitsThatShareParameters, inference, inference/training/ManyFitsTest,"
        + " twoFitsAtOnceShareNothing",
    "fitsThatGrowMemory, inference, inference/training/ManyFitsTest,"
        + " hundredFitsLeaveResidentMemoryFlat",
    "siteThatChangesOtherSitesDraws, inference, inference/compilation/NamedNoiseTest,"
        + " addingAnUnrelatedSiteChangesNoOtherSitesDraws",
    "gradientThatIsNotFinite, inference, inference/diagnosis/NotFiniteTest,"
        + " gradientThatIsNotFiniteWhileTheLossIs",
    "numbersWithoutProvenance, inference, inference/training/FitTest, evaluationsSayWhatTheyAre"
  })
  void situationsTestedElsewhere(String situation, String module, String test, String method)
      throws IOException {
    Path root = Path.of(System.getProperty("jelbo.root", ".."));
    Path file = root.resolve(module).resolve("src/test/java/org/jelbo").resolve(test + ".java");
    assertThat(Files.readString(file)).as(situation).contains("  void " + method + "(");
  }

  @Test
  void twoFitsInOneProcessDoNotShareParameters() {
    Data data = VAE.data(10);
    Compilation training = Compilation.of(VAE.elbo()).feed(data.batch(5)).optimizer(Sgd.of(0.1));
    try (Compiled one = training.compile();
        Compiled other = training.compile()) {
      Map<String, double[]> before = state(other);
      one.step();
      state(other).forEach((name, values) -> assertThat(values).isEqualTo(before.get(name)));
      other.step();
      state(other).forEach((name, values) -> assertThat(values).isEqualTo(one.values(name)));
    }
  }

  /** Each holds 8 MB of parameters twice; kept, fifty would be 800 MB. */
  @Test
  void closingFiftyObjectivesDoesNotGrowMemory() throws IOException {
    ResidentMemory.assumeKnown();
    for (int i = 0; i < 10; i++) {
      compileAndClose();
    }
    long before = ResidentMemory.kib();
    for (int i = 0; i < 50; i++) {
      compileAndClose();
    }
    assertThat(ResidentMemory.kib() - before).isLessThan(400 * 1024);
  }

  private static void compileAndClose() {
    Param large = Param.of("large", 2_000_000).constant(1);
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(large).sum(), Expr.of(1))));
    Data data = Data.of(Column.ofBytes("x", new byte[2]));
    Elbo elbo = Elbo.of(model, p -> {}).given("x");
    Compilation training = Compilation.of(elbo).feed(data.batch(2)).optimizer(Sgd.of(1e-20));
    try (Compiled compiled = training.compile()) {
      compiled.step();
    }
  }

  @Test
  void trainedModelIsUsedWithoutTheCodeThatTrainedIt() {
    Path file = folder.resolve("vae.npz");
    double value;
    try (Fit fit = Trainer.of(VAE.elbo()).feed(VAE.data(20).batch(5)).steps(5).run()) {
      fit.save(file);
      value = fit.evaluate(VAE.data(20), 1).value();
    }
    Elbo declaredAgain = Elbo.of(SmallVae.tiny().model(), SmallVae.tiny().guide()).given("x");
    try (Fit fit = Fit.restore(declaredAgain, file)) {
      assertThat(fit.evaluate(VAE.data(20), 1).value()).isEqualTo(value);
      assertThat(fit.encode(VAE.data(3)).meanOf("z").size()).isEqualTo(6);
    }
  }

  private static Map<String, double[]> state(Compiled compiled) {
    Map<String, double[]> state = new LinkedHashMap<>();
    compiled.stateNames().forEach(name -> state.put(name, compiled.values(name)));
    return state;
  }
}
