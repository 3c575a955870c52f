package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    for (int i = 0; i < 10; i++) {
      compileAndClose();
    }
    long before = residentMegabytes();
    for (int i = 0; i < 50; i++) {
      compileAndClose();
    }
    assertThat(residentMegabytes() - before).isLessThan(400);
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

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
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
