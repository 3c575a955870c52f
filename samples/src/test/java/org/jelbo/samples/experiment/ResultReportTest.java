package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jelbo.samples.report.ImageGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReportTest {
  @TempDir private Path folder;

  private String page(Settings settings) throws IOException {
    Experiment.of("an <experiment>", "Something.")
        .quantities(
            List.of(
                Quantity.nats("testNelbo", "-ELBO", "test set, nats").published(98.4).yardstick(98),
                Quantity.percent("accuracy", "accuracy", "test set, in %").published(0.934)))
        .trials(
            given ->
                List.of(
                    Trial.of(
                        "work",
                        new JsonObject(),
                        repeat -> {
                          repeat.write("grey", ImageGrid.of(2, 2, List.of(new float[4]), 1));
                          double seed = repeat.seed();
                          return Map.of("testNelbo", 98 + seed, "accuracy", seed / 4);
                        })))
        .run(settings);
    return Files.readString(folder.resolve("report.html"));
  }

  /** As in the result's JSON, and shown in the unit of the table's title. */
  @Test
  void numbersStandBesideWhatIsKnown() throws IOException {
    String page = page(Settings.of(folder).seeds(List.of(1L, 3L)));
    assertThat(all("<h2>(Measured[^<]*)</h2>", page))
        .containsExactly("Measured: test set, nats", "Measured: test set, in %");
    assertThat(all("<th scope=\"col\">([^<]*)</th>", page))
        .containsExactly(
            "quantity",
            "measured",
            "standard error",
            "published",
            "yardstick",
            "quantity",
            "measured",
            "standard error",
            "published");
    assertThat(all("<th scope=\"row\">([^<]* <code>[^<]*)</code>", page))
        .containsExactly("-ELBO <code>testNelbo", "accuracy <code>accuracy");
    assertThat(all("<data (value=[^/]*)</data>", page))
        .containsExactly(
            "value=\"100.0\">100.00",
            "value=\"1.0\">1.0000",
            "value=\"98.4\">98.40",
            "value=\"98.0\">98.00",
            "value=\"0.5\">50.00",
            "value=\"0.25\">25.00",
            "value=\"0.934\">93.40");
  }

  @Test
  void picturesAndOriginOfEveryRunAreInIt() throws IOException {
    String page = page(Settings.of(folder).seeds(List.of(1L, 3L)));
    assertThat(all("<h1>([^<]*)</h1>", page)).containsExactly("an &lt;experiment&gt;");
    assertThat(all("class=\"lead\">([^<]*)<", page))
        .containsExactly("Something. Means over seeds 1, 3.");
    assertThat(all("<h2>([^M][^<]*)</h2>", page))
        .containsExactly(
            "Pictures of work, seed 1",
            "Pictures of work, seed 3",
            "Time of training",
            "Provenance of work, seed 1",
            "Provenance of work, seed 3");
    assertThat(all("<code>(grey.png)</code>", page)).hasSize(2);
    assertThat(page).contains("<th scope=\"row\">versions.tensorflow</th>");
  }

  @Test
  void quickNumbersAreMarked() throws IOException {
    assertThat(all("class=\"lead\">([^<]*)<", page(Settings.of(folder).quick(true))))
        .containsExactly("Something. Quick: these are not the protocol&#39;s numbers. Seed 0.");
  }

  /** What was measured is not lost for a picture. */
  @Test
  void damagedPicturesDoNotEndTheExperiment() throws IOException {
    page(Settings.of(folder));
    Files.delete(folder.resolve("report.html"));
    Files.writeString(folder.resolve("work-seed0/grey.png"), "damaged");
    Experiment again =
        Experiment.of("an <experiment>", "Something.")
            .quantities(
                List.of(Quantity.nats("testNelbo", "", ""), Quantity.percent("accuracy", "", "")))
            .trials(given -> List.of(Trial.of("work", new JsonObject(), repeat -> Map.of())));
    assertThat(again.run(Settings.of(folder)).rows()).hasSize(2);
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  private static List<String> all(String pattern, String in) {
    return Pattern.compile(pattern)
        .matcher(in)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
