package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.samples.data.Digits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IwaeTableTest {
  private static final DigitData DATA =
      new DigitData(DigitData.Source.DIGITS, Digits.train(0, 120), Digits.test(0, 20));
  private static final List<IwaeRow> ROWS =
      List.of(new IwaeRow(1, IwaeRow.Gradients.PLAIN), new IwaeRow(3, IwaeRow.Gradients.DOUBLY));

  @TempDir private Path folder;

  private JsonObject run(IwaeTable.Plan plan, List<String> heard) {
    return new IwaeTable(ROWS, DATA, plan, KeptResults.in(folder))
        .run(
            label -> {
              heard.add(label);
              return report -> {};
            });
  }

  @Test
  void eachRowIsMeasuredOnce() {
    IwaeTable.Plan plan = new IwaeTable.Plan(2, 7, 4);
    List<String> heard = new ArrayList<>();
    JsonObject first = run(plan, heard);
    assertThat(heard).containsExactly("k1-plain", "k3-doubly");

    JsonArray rows = first.getAsJsonArray("rows");
    for (int i = 0; i < 2; i++) {
      JsonObject row = rows.get(i).getAsJsonObject();
      assertThat(row.get("particles").getAsInt()).isEqualTo(ROWS.get(i).particles());
      assertThat(row.get("logLikelihood").getAsDouble()).isBetween(-600.0, -100.0);
    }
    assertThat(rows.get(0).getAsJsonObject().get("logLikelihood"))
        .isNotEqualTo(rows.get(1).getAsJsonObject().get("logLikelihood"));

    assertThat(run(plan, heard)).isEqualTo(first);
    assertThat(heard).hasSize(2);
    run(new IwaeTable.Plan(2, 8, 4), heard);
    assertThat(heard).hasSize(4);
  }

  @Test
  void theTableHasPublishedBesideMeasured() {
    JsonObject summary =
        JsonParser.parseString(
                """
                {"steps": 20000, "seed": 0, "evidenceParticles": 1000, "rows": [
                  {"particles": 5, "gradients": "plain", "logLikelihood": -87.125, "seconds": 99.6},
                  {"particles": 7, "gradients": "plain", "logLikelihood": -86.5, "seconds": 100}]}
                """)
            .getAsJsonObject();
    assertThat(IwaeTable.table(summary))
        .isEqualTo(
            """
            iwae, 20000 steps, seed 0: -log p(x) of the test set by 1000 particles, in nats per image
            k     gradients    published  measured     seconds
            5     plain            85.54     87.13         100
            7     plain                -     86.50         100
            """);
  }
}
