package org.jelbo.samples.protocol;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jelbo.models.quadratic.Quadratic;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.Repeat;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.experiment.Trial;
import org.jelbo.samples.report.PlaneGrid;
import org.jelbo.samples.report.Trajectory;
import org.jelbo.samples.report.TrajectoryPicture;

/**
 * Sums of squares of Stanford's STATS305C (2023), minimised from (10, ..., 10): gradient descent at
 * 0.8 for 50 steps with even and with uneven weights, and Adam at 0.1 for 1,000 steps with ten
 * weights from 0.01 to 100.
 */
final class Stats305cQuadratic {
  private static final double START = 10;
  private static final double EDGE = 12;
  private static final int GRID = 160;

  private Stats305cQuadratic() {}

  static Experiment experiment() {
    String set = "sum of a x^2 after the last step";
    return Experiment.of("stats305c-quadratic", "What optimizers do with sums of squares.")
        .time("seconds")
        .quantities(
            List.of(
                Quantity.number("evenLoss", "gradient descent, a = (0.2, 0.2)", set),
                Quantity.number("unevenLoss", "gradient descent, a = (0.05, 1.2)", set),
                Quantity.number("manyLoss", "Adam, ten a from 0.01 to 100", set)))
        .trials(Stats305cQuadratic::trials);
  }

  private static List<Trial> trials(Settings settings) {
    long steps = settings.steps(1_000, 50);
    JsonObject plan = new JsonObject();
    plan.addProperty("start", START);
    plan.addProperty("steps", steps);
    return List.of(Trial.of("stats305c-quadratic", plan, repeat -> minimised(repeat, steps)));
  }

  private static Map<String, Double> minimised(Repeat repeat, long steps) {
    Quadratic even = Quadratic.of(START, 0.2, 0.2);
    Quadratic uneven = Quadratic.of(START, 0.05, 1.2);
    double[] curvatures = new double[10];
    for (int i = 0; i < curvatures.length; i++) {
      curvatures[i] = Math.pow(10, -2 + 4.0 * i / 9);
    }
    Quadratic many = Quadratic.of(START, curvatures);
    double[][] evenPath = path(even, Sgd.of(0.8), 50, repeat);
    double[][] unevenPath = path(uneven, Sgd.of(0.8), 50, repeat);
    double[][] manyPath = path(many, Adam.of(0.1), steps, repeat);
    repeat.write("even", picture("a = (0.2, 0.2), gradient descent at 0.8", even, evenPath));
    repeat.write("uneven", picture("a = (0.05, 1.2), gradient descent at 0.8", uneven, unevenPath));
    repeat.write("many", ends("a = 0.01 ... 100, Adam at 0.1: first and last entry", manyPath));
    return Map.of(
        "evenLoss", last(even, evenPath),
        "unevenLoss", last(uneven, unevenPath),
        "manyLoss", last(many, manyPath));
  }

  private static double last(Quadratic quadratic, double[][] path) {
    return quadratic.value(path[path.length - 1]);
  }

  /** The points before the first step and after each. */
  private static double[][] path(
      Quadratic quadratic, Optimizer optimizer, long steps, Repeat repeat) {
    List<double[]> points = new ArrayList<>();
    Trainer trainer =
        Trainer.of(quadratic.likelihood())
            .optimizer(optimizer)
            .seed(repeat.seed())
            .feed(quadratic.data().batch(1))
            .metric(
                "loss",
                1,
                fit -> {
                  points.add(fit.parameter(Quadratic.POINT));
                  return quadratic.value(fit.parameter(Quadratic.POINT));
                })
            .listener(repeat.listener(steps))
            .steps(steps);
    try (Fit start = Fit.start(quadratic.likelihood());
        Fit fit = trainer.run()) {
      points.add(0, start.parameter(Quadratic.POINT));
      if (points.size() != fit.steps() + 1) {
        throw new IllegalStateException(points.size() + " points of " + fit.steps() + " steps");
      }
      return points.toArray(double[][]::new);
    }
  }

  private static TrajectoryPicture picture(String title, Quadratic quadratic, double[][] path) {
    PlaneGrid grid = PlaneGrid.of(-EDGE, EDGE, -EDGE, EDGE, GRID);
    double[][] places = grid.points();
    double[] values = new double[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = quadratic.value(places[i]);
    }
    return TrajectoryPicture.of(title, List.of(Trajectory.of("x", path))).over(grid, values);
  }

  private static TrajectoryPicture ends(String title, double[][] path) {
    double[][] ends = new double[path.length][];
    for (int i = 0; i < path.length; i++) {
      ends[i] = new double[] {path[i][0], path[i][path[i].length - 1]};
    }
    return TrajectoryPicture.of(title, List.of(Trajectory.of("x", ends))).withAxes("x0", "x9");
  }
}
