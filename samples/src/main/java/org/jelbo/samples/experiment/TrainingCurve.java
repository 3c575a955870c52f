package org.jelbo.samples.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.training.Listener;
import org.jelbo.samples.report.Curve;

/** Loss and parts over the steps: means over stretches of equal length, at most 500 of them. */
final class TrainingCurve implements Listener {
  private static final long POINTS = 500;

  /**
   * A mean over a stretch of steps.
   *
   * @param step the last step of the stretch
   * @param values loss and parts by name, in nats per datum
   * @param metrics what was measured in the stretch, by name; often nothing
   */
  record Point(long step, Map<String, Double> values, Map<String, Double> metrics) {}

  private final long stretch;
  private final long steps;
  private final List<Point> points = new ArrayList<>();
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private int count;

  TrainingCurve(long steps) {
    this.steps = steps;
    this.stretch = Math.max(1, (steps + POINTS - 1) / POINTS);
  }

  @Override
  public void stepped(StepReport report) {
    values(report).forEach((name, value) -> sums.merge(name, value, Double::sum));
    count++;
    if (report.step() % stretch == 0 || report.step() == steps) {
      Map<String, Double> means = new LinkedHashMap<>();
      sums.forEach((name, sum) -> means.put(name, sum / count));
      points.add(new Point(report.step(), means, new LinkedHashMap<>(metrics)));
      sums.clear();
      metrics.clear();
      count = 0;
    }
  }

  @Override
  public void measured(long step, String name, double value) {
    metrics.put(name, value);
  }

  /** The loss and its parts by name, in the order to show them. */
  static Map<String, Double> values(StepReport report) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", report.value());
    values.putAll(report.parts());
    return values;
  }

  /** A metric where it was measured. */
  Curve metric(String name) {
    List<Point> having =
        points.stream().filter(point -> point.metrics().containsKey(name)).toList();
    return Curve.of(
        name,
        having.stream().mapToDouble(Point::step).toArray(),
        having.stream().mapToDouble(point -> point.metrics().getOrDefault(name, 0.0)).toArray());
  }

  List<Point> points() {
    return List.copyOf(points);
  }
}
