package org.jelbo.samples.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.training.Listener;
import org.jelbo.samples.experiment.Training;
import org.jelbo.samples.report.ProgressLine;
import org.jspecify.annotations.Nullable;

/** Shows the steps of a training; its clock starts at the first, when the graph is compiled. */
final class Progress implements Listener {
  private final LongFunction<ProgressLine> lines;
  private @Nullable ProgressLine line;
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private long begun;

  /**
   * A progress that has heard of no step.
   *
   * @param lines makes the display from the first step, which is not 1 in a run that goes on
   */
  Progress(LongFunction<ProgressLine> lines) {
    this.lines = lines;
  }

  @Override
  public void stepped(StepReport report) {
    long now = System.nanoTime();
    if (line == null) {
      line = lines.apply(report.step());
      begun = now;
    }
    line.update(report.step(), now - begun, Training.shown(report), metrics);
  }

  @Override
  public void measured(long step, String name, double value) {
    metrics.put(name, value);
  }

  void finish() {
    if (line != null) {
      line.finish();
    }
  }
}
