package org.jelbo.samples.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.DigitJudge;
import org.jelbo.samples.experiment.Quantity;
import org.jelbo.samples.experiment.StyleGrid;
import org.jelbo.samples.experiment.TrainedRun;

/** How many cells of a grid of digits show the digit of their row, by a judge of real images. */
final class GridReading {
  private static final String READ = "read by a classifier, in %";
  private static final String GRID = "gridAccuracy";
  private static final String IMAGES = "judgeAccuracy";

  private GridReading() {}

  /** Imagines the digits with draws of a seed. */
  @FunctionalInterface
  interface Imagined {
    StyleGrid of(Fit fit, long seed);
  }

  /** The share of the grid's cells that the judge takes for their row's digit. */
  static Quantity ofGrid() {
    return Quantity.percent(GRID, "cells of the grid as their row", READ);
  }

  /** The share of held-out real images that it reads right. */
  static Quantity ofImages() {
    return Quantity.percent(IMAGES, "held-out images as their label", READ);
  }

  /** Both, by a judge that is trained for some steps on the images that the model was. */
  static Map<String, Double> of(TrainedRun run, Imagined imagined, long judgeSteps) {
    try (DigitJudge judge = DigitJudge.of(run.data().train(), judgeSteps, run.seed())) {
      Map<String, Double> accuracies = new LinkedHashMap<>();
      accuracies.put(GRID, imagined.of(run.fit(), run.seed()).accuracy(judge));
      accuracies.put(IMAGES, judge.accuracy(DigitData.labelled(run.data().test())));
      return accuracies;
    }
  }
}
