package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.protocol.Protocols;
import org.jelbo.samples.report.Curve;
import org.jelbo.samples.report.CurvePicture;
import org.jelbo.samples.report.ImageGrid;
import org.jelbo.samples.report.Picture;
import org.jelbo.samples.report.Points;
import org.jelbo.samples.report.ScatterPicture;
import org.jelbo.samples.report.Trajectory;
import org.jelbo.samples.report.TrajectoryPicture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir private static Path folder;
  private static Path run;
  private static String page;
  private static JsonObject metrics;

  @BeforeAll
  static void trainOne() throws IOException {
    run = folder.resolve("run");
    BundledModel model = model("ssvae");
    DigitData data =
        new DigitData(DigitData.Source.DIGITS, Digits.train(0, 1200), Digits.test(0, 20));
    try (RunFolder place = RunFolder.at(run);
        TrainedRun trained = Training.of(model, data, 3, 0).run(report -> {})) {
      trained.write(place);
    }
    page = Files.readString(run.resolve("report.html"));
    metrics = SavedMetrics.of(run).object();
  }

  /** In its table, by name, and to the last bit. */
  @Test
  void numbersAreThoseOfTheMetrics() {
    Map<String, Double> shown = new TreeMap<>();
    Pattern.compile("<th scope=\"row\"><span>([^<]*)</span></th><td><data value=\"([^\"]*)\">")
        .matcher(page)
        .results()
        .forEach(row -> shown.put(row.group(1), Double.valueOf(row.group(2))));
    assertThat(shown)
        .isEqualTo(new TreeMap<>(Bounds.fromJson(metrics.getAsJsonObject("measured"))));
  }

  @Test
  void everyPictureOfTheFolderIsInIt() throws IOException {
    List<String> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      files
          .map(file -> "" + file.getFileName())
          .filter(n -> n.endsWith(".png"))
          .forEach(pictures::add);
    }
    assertThat(all("<code>([^<]*)</code></figcaption>"))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(pictures);
    assertThat(all("<img [^>]*alt=\"([^\"]*)\"")).hasSize(3).allMatch(words -> words.length() > 20);
  }

  @Test
  void everythingElseThatIsKnownIsInIt() {
    assertThat(all("<h2>([^<]*)</h2>"))
        .containsExactly(
            "Measured",
            "Training",
            "Measured in between",
            "Pictures",
            "Model and guide of term unlabelled",
            "Model and guide of term labelled",
            "Objective",
            "Settings",
            "Provenance",
            "Environment");
    JsonObject provenance = metrics.getAsJsonObject("provenance");
    for (String object : List.of("settings", "versions", "machine")) {
      provenance
          .getAsJsonObject(object)
          .asMap()
          .forEach((name, value) -> assertThat(all(row(name))).contains(value.getAsString()));
    }
    assertThat(all(row("data.trainDigest")))
        .containsExactly(provenance.getAsJsonObject("data").get("trainDigest").getAsString());
    assertThat(all(row("parameters"))).containsExactly(provenance.get("parameters").getAsString());
    assertThat(all(row("seed"))).containsExactly("0");
  }

  /** What simpler models reach has a table of its own; a run may have pictures of any name. */
  @Test
  void otherNumbersAndPicturesAreShownToo() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("samples", "latent-plane", "curve")) {
      BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile());
    }
    String other =
        new RunReport(model("vae"), new TrainingCurve(1), Map.of())
            .of(metrics, Map.of("independentPixels", 206.5), pictures)
            .html();
    assertThat(other)
        .contains("<h2>Simpler models</h2>", "<data value=\"206.5\">206.50</data>")
        .contains("alt=\"Picture of latent plane.\"");
    assertThat(all("<code>([^<]*)</code></figcaption>", other))
        .containsExactly("samples.png", "curve.png", "latent-plane.png");
  }

  /**
   * From the numbers of the pictures, so that they can be enlarged; images are left as they are.
   */
  @Test
  void drawnChartsAreChartsOfThePage() {
    Points points = Points.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Map<String, Picture> drawn = new LinkedHashMap<>();
    drawn.put("images", ImageGrid.of(2, 2, List.of(new float[4]), 1));
    drawn.put(
        "latents",
        ScatterPicture.of("Latents", points.labelled(new int[] {1, 0, 1}, List.of("a", "b", "c"))));
    drawn.put(
        "bound",
        CurvePicture.of(
                "Bound", List.of(Curve.of("elbo", new double[] {1, 2}, new double[] {3, 4})))
            .withAxes("epoch", "nats")
            .withPublished("paper", 2.5));
    drawn.put(
        "paths",
        TrajectoryPicture.of(
            "Paths", List.of(Trajectory.of("sgd", new double[][] {{0, 0}, {2, 1}, {1, 1}}))));
    String other =
        new RunReport(model("vae"), new TrainingCurve(1), drawn)
            .of(metrics, Map.of(), folder.resolve("none"))
            .html();
    assertThat(all("<h2>([^<]*)</h2>", other))
        .containsSubsequence("Training", "Latents", "Bound", "Paths", "Pictures");
    assertThat(all("type=\"application/json\" id=[^>]*>([^<]*)</script>", other))
        .endsWith(
            "{\"kind\":\"scatter\",\"x\":\"z0\",\"y\":\"z1\",\"series\":"
                + "[{\"name\":\"a\",\"x\":[3.0],\"y\":[4.0]},"
                + "{\"name\":\"b\",\"x\":[1.0,5.0],\"y\":[2.0,6.0]}]}",
            "{\"kind\":\"curves\",\"x\":\"epoch\",\"y\":\"nats\",\"series\":"
                + "[{\"name\":\"elbo\",\"x\":[1.0,2.0],\"y\":[3.0,4.0]}],"
                + "\"levels\":[{\"name\":\"paper\",\"value\":2.5}]}",
            "{\"kind\":\"scatter\",\"x\":\"x0\",\"y\":\"x1\",\"series\":"
                + "[{\"name\":\"sgd\",\"x\":[0.0,2.0,1.0],\"y\":[0.0,1.0,1.0]}]}");
  }

  private static BundledModel model(String name) {
    return Protocols.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String row(String name) {
    return "<th scope=\"row\">" + Pattern.quote(name) + "</th><td>([^<]*)</td>";
  }

  private static List<String> all(String pattern) {
    return all(pattern, page);
  }

  private static List<String> all(String pattern, String in) {
    return Pattern.compile(pattern)
        .matcher(in)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
