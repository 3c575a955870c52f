package org.jelbo.samples.command;

import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.training.Listener;
import org.jelbo.samples.experiment.Training;
import org.jelbo.samples.report.ProgressLine;

/** Shows the steps of a training; its clock starts at the first, when the graph is compiled. */
final class Progress implements Listener {
  private final ProgressLine line;
  private long begun;

  Progress(ProgressLine line) {
    this.line = line;
  }

  @Override
  public void stepped(StepReport report) {
    long now = System.nanoTime();
    if (report.step() == 1) {
      begun = now;
    }
    line.update(report.step(), now - begun, Training.shown(report));
  }

  void finish() {
    line.finish();
  }
}
