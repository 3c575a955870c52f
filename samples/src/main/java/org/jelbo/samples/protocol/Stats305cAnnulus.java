package org.jelbo.samples.protocol;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.classifier.BinaryClassifier;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Repeat;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;
import org.jelbo.samples.report.PlaneGrid;
import org.jelbo.samples.report.Points;
import org.jelbo.samples.report.ProbabilitySurface;

/**
 * A disc in a ring of Stanford's STATS305C (2023): 500 points, of which those of class 1 lie within
 * a radius of 2.5 of the origin and those of class 0 between 3.5 and 5; a network 2-3-5-1, all
 * points in a batch, gradient descent at 1 for 1,000 steps.
 */
final class Stats305cAnnulus {
  private static final int POINTS = 500;
  private static final int FRESH = 2_000;
  private static final int GRID = 80;
  private static final double EDGE = 6;

  private Stats305cAnnulus() {}

  /** Points with their classes, one after the other. */
  private static final class Annulus {
    private final double[][] points;
    private final byte[] classes;

    private Annulus(double[][] points, byte[] classes) {
      this.points = points;
      this.classes = classes;
    }

    static Annulus of(int count, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] points = new double[count][];
      byte[] classes = new byte[count];
      for (int i = 0; i < count; i++) {
        classes[i] = (byte) (i % 2);
        double low = classes[i] == 1 ? 0 : 3.5;
        double high = classes[i] == 1 ? 2.5 : 5;
        double radius = low + (high - low) * random.nextDouble();
        double angle = 2 * Math.PI * random.nextDouble();
        points[i] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
      }
      return new Annulus(points, classes);
    }

    Data data() {
      return Data.of(inputs(points), Column.ofBytes("y", classes));
    }

    Points labelled() {
      return Points.of(points).labelled(classes);
    }
  }

  private static Column inputs(double[][] points) {
    double[] numbers = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      numbers[2 * i] = points[i][0];
      numbers[2 * i + 1] = points[i][1];
    }
    return Column.ofDoubles("x", numbers, 2);
  }

  static Experiment experiment() {
    return Experiment.of("stats305c-annulus", "A disc and a ring told apart by a small network.")
        .time("seconds")
        .quantities(
            List.of(
                Quantity.percent("trainAccuracy", "500 points", "right classes, in %"),
                Quantity.percent("freshAccuracy", "2,000 fresh points", "right classes, in %"),
                Quantity.number("crossEntropy", "cross-entropy", "500 points, nats per point")))
        .trials(Stats305cAnnulus::trials);
  }

  private static List<Trial> trials(Settings settings) {
    long steps = settings.steps(1_000, 50);
    JsonObject plan = new JsonObject();
    plan.addProperty("steps", steps);
    plan.addProperty("optimizer", "Sgd 1.0");
    plan.addProperty("points", POINTS);
    return List.of(Trial.of("stats305c-annulus", plan, repeat -> separated(repeat, steps)));
  }

  private static Map<String, Double> separated(Repeat repeat, long steps) {
    Annulus train = Annulus.of(POINTS, repeat.seed());
    Annulus fresh = Annulus.of(FRESH, ~repeat.seed());
    Trainer trainer =
        Trainer.of(BinaryClassifier.of(2, 3, 5).likelihood())
            .optimizer(Sgd.of(1))
            .seed(repeat.seed())
            .feed(train.data().batch(POINTS))
            .listener(repeat.listener(steps))
            .steps(steps);
    try (Fit fit = trainer.run()) {
      PlaneGrid grid = PlaneGrid.of(-EDGE, EDGE, -EDGE, EDGE, GRID);
      double[] surface = fit.sample(Data.of(inputs(grid.points()))).meanOf("y").toArray();
      repeat.write(
          "surface",
          ProbabilitySurface.of("probability of class 1", grid, surface)
              .withPoints(train.labelled()));
      return Map.of(
          "trainAccuracy", fit.accuracy(train.data(), "y").value(),
          "freshAccuracy", fit.accuracy(fresh.data(), "y").value(),
          "crossEntropy", fit.evaluate(train.data(), 1).value());
    }
  }
}
