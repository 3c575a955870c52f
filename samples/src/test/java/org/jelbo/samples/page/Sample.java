package org.jelbo.samples.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jelbo.inference.objective.Objective;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;

/** A report with a section of every kind, and with text that would break a page. */
final class Sample {
  static final String EVIL = "</script><script>alert('&')</script>\"<!--";

  private Sample() {}

  static Report report(Path folder) {
    Objective elbo = Vae.of(VaeSettings.standard()).elbo();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("batch", "100");
    settings.put(EVIL, "0123456789abcdef".repeat(8) + EVIL);
    return new Report(
        "A report " + EVIL,
        "What a lead says " + EVIL,
        List.of(
            new Measures("Measured " + EVIL, "In nats " + EVIL, measures()),
            curves(),
            scatter(),
            new Pictures("Pictures", List.of(picture(folder, 3), picture(folder, 700))),
            new Plates("Model and guide", elbo.describe().diagram()),
            new Plates("Nested", DiagramLayoutTest.nested()),
            new Derivation("Objective", elbo.explain()),
            new Properties("Settings", settings)));
  }

  static List<Measure> measures() {
    return List.of(
        Measure.of("nelbo", 98.23456789).standardError(0.0123).published(98.5),
        Measure.of(EVIL, 0.75),
        Measure.of("tiny", -1.5e-7),
        Measure.of("lost", Double.NaN));
  }

  /** A steep beginning, a gap, and steps of one curve that the other lacks. */
  static Curves curves() {
    double[] steps = new double[100];
    double[] loss = new double[100];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 10 * (i + 1);
      loss[i] = 100 + 5000 * Math.exp(-i) + Math.sin(i);
    }
    loss[50] = Double.NaN;
    Series few =
        Series.of("held out " + EVIL, new double[] {5, 500, 995}, new double[] {130, 110, 99});
    return new Curves(
        "Training",
        "step",
        "nats",
        List.of(Series.of("loss", steps, loss), few),
        List.of(new Curves.Level("published", 97)));
  }

  static Scatter scatter() {
    double[] x = {3, 1, 2, 1};
    double[] y = {1, 2, 3, 4};
    double[] others = {0, Double.NaN, -1, -2};
    return new Scatter(
        "Latents", "z 1", "z 2", List.of(Series.of("0", x, y), Series.of("1", x, others)));
  }

  static Picture picture(Path folder, int width) {
    try {
      Path file = folder.resolve("picture" + width + ".png");
      BufferedImage image = new BufferedImage(width, 40, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", file.toFile());
      return Picture.of(file, "A black picture " + EVIL);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
