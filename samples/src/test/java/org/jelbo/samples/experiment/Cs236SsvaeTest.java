package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cs236SsvaeTest {
  private static final DigitData DATA =
      new DigitData(DigitData.Source.DIGITS, Digits.train(0, 400), Digits.test(0, 300));
  private static final LabelledRows LABELLED = LabelledRows.firstOfEach(10);

  @TempDir private Path folder;

  private JsonObject run(List<Double> weights, long steps, List<String> heard) {
    return new Cs236Ssvae(DATA, LABELLED, weights, steps, KeptResults.in(folder))
        .run(
            List.of(3L, 4L),
            label -> {
              heard.add(label);
              return report -> {};
            });
  }

  @Test
  void eachTrainingIsMeasuredOnce() {
    List<String> heard = new ArrayList<>();
    JsonObject first = run(List.of(1.0, 0.0), 2, heard);
    assertThat(heard)
        .containsExactly(
            "weight 1.0, seed 3", "weight 1.0, seed 4", "weight 0.0, seed 3", "weight 0.0, seed 4");
    assertThat(first.get("experiment").getAsString()).isEqualTo("cs236-ssvae");
    JsonArray runs = first.getAsJsonArray("runs");
    JsonObject with = runs.get(0).getAsJsonObject().getAsJsonObject("measured");
    JsonObject other = runs.get(1).getAsJsonObject().getAsJsonObject("measured");
    JsonObject without = runs.get(2).getAsJsonObject().getAsJsonObject("measured");
    assertThat(with.keySet()).containsExactly("nelbo", "kl", "rec", "accuracy");
    assertThat(without.keySet()).containsExactly("accuracy");
    double mean = (with.get("nelbo").getAsDouble() + other.get("nelbo").getAsDouble()) / 2;
    assertThat(first.getAsJsonObject("measured").get("nelbo").getAsDouble())
        .isCloseTo(mean, within(1e-9));
    assertThat(first.getAsJsonObject("measured").keySet())
        .containsExactly("nelbo", "kl", "rec", "accuracy", "accuracyWithoutBound");

    assertThat(run(List.of(1.0, 0.0), 2, heard)).isEqualTo(first);
    assertThat(heard).hasSize(4);
    run(List.of(0.0), 3, heard);
    assertThat(heard).hasSize(6);
  }

  @Test
  void labelsAloneTrainTheClassifier() {
    JsonObject summary =
        new Cs236Ssvae(DATA, LABELLED, List.of(0.0), 60, null)
            .run(List.of(0L), label -> report -> {});
    // Guessing is right in one case of ten; 300 images: a standard deviation of 0.017.
    assertThat(summary.getAsJsonObject("measured").get("accuracyWithoutBound").getAsDouble())
        .isBetween(0.4, 1.0);
  }

  @Test
  void tenImagesOfEachClassAreLabelled() {
    ImageSet labelled = LABELLED.of(DATA.train());
    int[] counts = new int[10];
    for (int row = 0; row < labelled.count(); row++) {
      counts[labelled.label(row)]++;
    }
    assertThat(counts).containsOnly(10);
    assertThat(LabelledRows.firstOfEach(1).chosen().apply(DATA.train()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void theListOfTheAssignmentHasOneRowTwice() {
    int[] rows = Cs236Data.labelled().chosen().apply(DATA.train());
    assertThat(rows).hasSize(100).startsWith(27811, 26438).contains(22367);
    assertThat(Arrays.stream(rows).distinct().count()).isEqualTo(99);
    assertThat(LabelledRows.of("twice", 5, 5).of(DATA.train()).count()).isEqualTo(2);
  }

  @Test
  void theBenchmarkReadsBothFeeds() {
    BundledModel model = new SemiSupervisedModel(SsvaeSettings.standard(), LABELLED);
    assertThat(model.feeds(DATA.train()).keySet())
        .containsExactlyInAnyOrder("unlabelled", "labelled");
    assertThat(Objects.requireNonNull(model.feeds(DATA.train()).get("labelled")).batchSize())
        .isEqualTo(100);
  }

  @Test
  void theTableHasPublishedBesideMeasured() {
    JsonObject summary =
        JsonParser.parseString(
                """
                {"steps": 30000,
                 "measured": {"nelbo": 90, "accuracy": 0.945, "accuracyWithoutBound": 0.75},
                 "standardError": {"nelbo": 1, "accuracy": 0.005, "accuracyWithoutBound": 0},
                 "runs": [
                  {"boundWeight": 1, "measured": {"nelbo": 90, "accuracy": 0.94}},
                  {"boundWeight": 1, "measured": {"nelbo": 90, "accuracy": 0.95}},
                  {"boundWeight": 0, "measured": {"accuracy": 0.75}}]}
                """)
            .getAsJsonObject();
    assertThat(Cs236Ssvae.table(summary).replace("\r\n", "\n"))
        .isEqualTo(
            """
            cs236-ssvae, 30000 steps, accuracy in % on the grey test images
                                   published yardstick  measured    s.e.  each seed
            with the bound             93.40     94.92     94.50    0.50  94.00 95.00
            without bound              73.50     76.00     75.00    0.00  75.00
            """);
  }
}
