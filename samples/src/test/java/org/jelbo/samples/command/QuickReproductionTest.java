package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of every experiment, from end to end. */
class QuickReproductionTest {
  @TempDir private Path folder;

  @Test
  void everyExperimentMeasuresAllItsQuantitiesOnce() throws IOException {
    Path out = folder.resolve("out");
    Path json = folder.resolve("all.json");
    String[] words = {"reproduce", "all", "--quick", "--out=" + out, "--json=" + json};
    Ran ran = Ran.of(words);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    JsonObject all = object(json);
    assertThat(all.keySet())
        .containsExactlyElementsOf(Protocols.experiments().stream().map(Experiment::name).toList());
    for (Experiment experiment : Protocols.experiments()) {
      JsonObject result = all.getAsJsonObject(experiment.name());
      assertThat(result.getAsJsonObject("measured").keySet())
          .as(experiment.name())
          .containsExactlyElementsOf(experiment.quantities().stream().map(Quantity::name).toList());
      result
          .getAsJsonObject("measured")
          .asMap()
          .forEach((name, value) -> assertThat(value.getAsDouble()).as(name).isFinite());
      assertThat(result.get("quick").getAsBoolean()).isTrue();
      assertThat(ran.out()).contains(experiment.name() + ", quick: not the protocol's numbers");
      assertThat(out.resolve(experiment.name())).isDirectory();
    }
    assertThat(ran.out())
        .contains("subsetNelbo, seed 0: 100 test images binarized with seed 0, since the fixed");
    assertThat(out.resolve("cs236-vae/cs236-vae-seed0/samples.png")).isNotEmptyFile();

    Ran again = Ran.of(words);
    assertThat(again.exit()).isZero();
    assertThat(again.out()).doesNotContain("loss");
    assertThat(object(json)).isEqualTo(all);
  }

  private static JsonObject object(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
