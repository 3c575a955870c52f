package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final String TEST = "whole test set, nats per image";
  private static final List<Quantity> QUANTITIES =
      List.of(
          Quantity.nats("testNelbo", "-ELBO", TEST).published(101.5).yardstick(101.79),
          Quantity.nats("testIwae1000", "-IWAE-1000", TEST).published(95.62),
          Quantity.percent("accuracy", "accuracy", "grey images, in %").yardstick(0.9492),
          Quantity.number("lastLoss", "last loss", "full batch").published(0.01));

  @Test
  void theTableComparesMeansWithTheirStandardErrors() {
    Result result =
        new Result(
            "an-experiment",
            "Something.",
            false,
            QUANTITIES,
            List.of(
                run("plain", 0, 80, "testNelbo", 101.0, "testIwae1000", 97.0),
                run("plain", 1, 90, "testNelbo", 103.0, "testIwae1000", 98.0),
                run("other", 0, 1, "accuracy", 0.94, "lastLoss", 0.0012),
                run("other", 1, 2, "accuracy", 0.95, "lastLoss", 0.0014)));
    assertThat(result.table())
        .isEqualTo(
            """
            an-experiment, seeds 0, 1
            whole test set, nats per image   published yardstick  measured      s.e.  each seed
              -ELBO                             101.50    101.79    102.00      1.00  101.00 103.00
              -IWAE-1000                         95.62         -     97.50      0.50  97.00 98.00
            grey images, in %                published yardstick  measured      s.e.  each seed
              accuracy                               -     94.92     94.50      0.50  94.00 95.00
            full batch                       published yardstick  measured      s.e.  each seed
              last loss                        0.01000         -  0.001300 0.0001000  0.001200 0.001400
            seconds of training: plain 85.0, other 1.5
            """);
  }

  @Test
  void theTableOfOneSeedHasNoErrorsAndSaysWhatIsQuickAndWhatIsUnsure() {
    Outcome outcome =
        new Outcome(
            3, Map.of("testIwae1000", 97.5), Map.of("testIwae1000", "unsure"), new JsonObject());
    Result result =
        new Result(
            "an-experiment",
            "Something.",
            true,
            QUANTITIES,
            List.of(new Result.Run("k1", 7, outcome)));
    assertThat(result.table())
        .isEqualTo(
            """
            an-experiment, quick: not the protocol's numbers, seeds 7
            whole test set, nats per image   published yardstick  measured      s.e.  each seed
              -IWAE-1000                         95.62         -     97.50         -  97.50
              testIwae1000, seed 7: unsure
            seconds of training: k1 3.0
            """);
    assertThat(result.json().has("standardError")).isFalse();
    assertThat(result.json().get("quick").getAsBoolean()).isTrue();
  }

  @Test
  void theObjectHasEveryNumberByItsName() {
    JsonObject json =
        new Result(
                "an-experiment",
                "Something.",
                false,
                QUANTITIES,
                List.of(
                    run("a", 0, 80, "testNelbo", 101.0),
                    run("a", 5, 90, "testNelbo", 103.0),
                    run("b", 0, 1, "accuracy", 0.94),
                    run("b", 5, 2, "accuracy", 0.95)))
            .json();
    assertThat(json.keySet())
        .containsExactly(
            "experiment",
            "description",
            "quick",
            "seeds",
            "seconds",
            "measured",
            "standardError",
            "published",
            "yardstick",
            "runs");
    assertThat(json.getAsJsonObject("measured").keySet()).containsExactly("testNelbo", "accuracy");
    assertThat(json.getAsJsonObject("measured").get("testNelbo").getAsDouble())
        .isCloseTo(102, within(1e-12));
    assertThat(json.getAsJsonObject("standardError").get("testNelbo").getAsDouble())
        .isCloseTo(1, within(1e-12));
    assertThat(json.getAsJsonObject("published").keySet())
        .containsExactly("testNelbo", "testIwae1000", "lastLoss");
    assertThat(json.getAsJsonObject("yardstick").get("accuracy").getAsDouble()).isEqualTo(0.9492);
    assertThat(json.get("seeds").toString()).isEqualTo("[0,5]");
    assertThat(json.get("seconds").getAsDouble()).isEqualTo(173);
    JsonObject second = json.getAsJsonArray("runs").get(1).getAsJsonObject();
    assertThat(second.get("trial").getAsString()).isEqualTo("a");
    assertThat(second.get("seed").getAsLong()).isEqualTo(5);
    assertThat(second.getAsJsonObject("measured").get("testNelbo").getAsDouble()).isEqualTo(103);
  }

  @Test
  void everyNumberIsKnownAndOfOneTrial() {
    assertThatThrownBy(() -> result(run("a", 0, 1, "elbo", 1.0)))
        .hasMessage("'elbo' is no quantity of an-experiment");
    assertThatThrownBy(
            () -> result(run("a", 0, 1, "accuracy", 1.0), run("b", 0, 1, "accuracy", 1.0)))
        .hasMessage("two trials measure 'accuracy'");
  }

  private static Result result(Result.Run... runs) {
    return new Result("an-experiment", "Something.", false, QUANTITIES, List.of(runs));
  }

  private static Result.Run run(String trial, long seed, double seconds, Object... measured) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int i = 0; i < measured.length; i += 2) {
      numbers.put((String) measured[i], (Double) measured[i + 1]);
    }
    return new Result.Run(trial, seed, new Outcome(seconds, numbers, Map.of(), new JsonObject()));
  }
}
