package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight on the divergence, from the command line. */
class KlWeightTest {
  @TempDir private Path folder;

  private JsonObject trained(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    String[] words = {"train", "vae", "--steps", "2", "--out", out.toString()};
    String[] all = new String[words.length + options.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    Ran ran = Ran.of(all);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    return JsonParser.parseString(Files.readString(out.resolve("metrics.json"))).getAsJsonObject();
  }

  private static double at(JsonObject metrics, int step, String name) {
    return metrics.getAsJsonArray("curve").get(step).getAsJsonObject().get(name).getAsDouble();
  }

  /** Of float32 sums: the loss is the weighted sum of its parts to rounding. */
  private static void assertWeight(JsonObject metrics, int step, double weight) {
    double loss = at(metrics, step, "rec") + weight * at(metrics, step, "kl");
    assertThat(at(metrics, step, "loss") / loss).isBetween(1 - 1e-4, 1 + 1e-4);
    assertThat(weight * at(metrics, step, "kl")).isNotZero();
  }

  @Test
  void theDivergenceCountsAsItsWeightInTraining() throws IOException {
    JsonObject metrics = trained("four", "--kl-weight", "400");
    assertWeight(metrics, 0, 400);
    assertWeight(metrics, 1, 400);
    JsonObject provenance = metrics.getAsJsonObject("provenance");
    assertThat(provenance.get("klWeight").getAsString()).isEqualTo("400.0");
    Ran evaluated = Ran.of("evaluate", folder.resolve("four").toString());
    assertThat(evaluated.exit()).as(evaluated.err()).isZero();
  }

  @Test
  void annealedWeightsMoveWithTheSteps() throws IOException {
    JsonObject metrics = trained("annealed", "--anneal", "200:1000:2");
    assertWeight(metrics, 0, 200);
    assertWeight(metrics, 1, 600);
    assertThat(metrics.getAsJsonObject("provenance").get("klWeight").getAsString())
        .isEqualTo("200.0 to 1000.0 in 2 steps");
  }

  private void assertRefused(String text, String... options) {
    String[] words = {"train", options[0], "--steps", "2", "--out", folder + "/none"};
    String[] all = new String[words.length + options.length - 1];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 1, all, words.length, options.length - 1);
    Ran ran = Ran.of(all);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).isEqualToNormalizingNewlines(text);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void weightsBelowZeroAreRefused() {
    assertRefused(
        """
        at option '--kl-weight':
          expected a weight of 0 or more, but got -1.0
          try: --kl-weight 4
        """,
        "vae",
        "--kl-weight=-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0:1", "0:1:0", "-1:1:5", "0:x:5", "0:1:5:6", "0:Infinity:5", ""})
  void malformedSchedulesAreRefused(String words) {
    assertRefused(
        """
        at option '--anneal':
          expected two weights of 0 or more and a number of steps, FROM:TO:STEPS, but got '%s'
          try: --anneal 0:1:5000
        """
            .formatted(words),
        "vae",
        "--anneal=" + words);
  }

  @Test
  void twoWeightsAreRefused() {
    assertRefused(
        """
        at option '--anneal':
          expected one weight on the divergence, but --kl-weight says another
          try: --anneal 0:1:5 alone, which ends at its second number
        """,
        "vae",
        "--anneal=0:1:5",
        "--kl-weight=2");
  }

  @Test
  void modelsOfSeveralTermsAreRefused() {
    assertRefused(
        """
        at option '--kl-weight':
          expected a model that is trained by one evidence lower bound, but ssvae is not
          try: vae
        """,
        "ssvae",
        "--kl-weight=2");
  }
}
