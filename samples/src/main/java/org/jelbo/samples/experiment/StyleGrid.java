package org.jelbo.samples.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.drawing.StreetDigits;
import org.jelbo.samples.report.ImageGrid;

/**
 * The ten digits in twenty styles, imagined by a model of labels and images: a row for each digit
 * y, a column for each draw of z, and in each cell the mean of x at both, its colours cut to [0,
 * 1].
 */
public final class StyleGrid {
  /** How many columns there are. */
  static final int STYLES = 20;

  private static final int CLASSES = DigitData.CLASSES;

  private final List<float[]> cells;

  /** Of cells in reading order. */
  StyleGrid(List<float[]> cells) {
    this.cells = List.copyOf(cells);
  }

  /**
   * Imagines the digits.
   *
   * @param fit of a model with the sites {@code y}, {@code z} and {@code x}
   * @param seed of the draws of z
   */
  public static StyleGrid of(Fit fit, long seed) {
    List<float[]> cells = new ArrayList<>();
    for (int digit = 0; digit < CLASSES; digit++) {
      double[] label = new double[CLASSES];
      label[digit] = 1;
      // Draws that do not follow from y stay the same: z has the same value down a column.
      Predictive row = Predictive.prior(STYLES).seed(seed).doing("y", Expr.of(label));
      cells.addAll(Pictures.images(fit.predict(row).meanOf("x")));
    }
    return cut(cells);
  }

  /**
   * Imagines the digits of a model that reads them.
   *
   * @param fit of a model with the input {@code y}, one-hot, and the sites {@code z} and {@code x}
   * @param seed of the draws of z
   */
  public static StyleGrid ofInput(Fit fit, long seed) {
    List<float[]> cells = new ArrayList<>();
    for (int digit = 0; digit < CLASSES; digit++) {
      byte[] labels = new byte[STYLES];
      Arrays.fill(labels, (byte) digit);
      Data given = Data.of(Column.ofBytes("y", labels).oneHot(CLASSES));
      // Draws are those of a seed and a row: z has the same value down a column.
      cells.addAll(Pictures.images(fit.predict(Predictive.prior(given).seed(seed)).meanOf("x")));
    }
    return cut(cells);
  }

  private static StyleGrid cut(List<float[]> cells) {
    for (float[] cell : cells) {
      for (int i = 0; i < cell.length; i++) {
        cell[i] = Math.max(0, Math.min(1, cell[i]));
      }
    }
    return new StyleGrid(cells);
  }

  /** The cells in reading order: cell i shows the digit {@code i / STYLES}. */
  public List<float[]> cells() {
    return cells;
  }

  /** Of grey digits. */
  public ImageGrid greyPicture() {
    return ImageGrid.of(Digits.SIDE, Digits.SIDE, cells, STYLES);
  }

  /** Of coloured house numbers. */
  public ImageGrid picture() {
    return ImageGrid.ofColour(StreetDigits.SIDE, StreetDigits.SIDE, cells, STYLES);
  }

  /** The share of cells that a judge takes for their row's digit. */
  public double accuracy(DigitJudge judge) {
    int size = cells.get(0).length;
    float[] pixels = new float[cells.size() * size];
    byte[] labels = new byte[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      System.arraycopy(cells.get(i), 0, pixels, i * size, size);
      labels[i] = (byte) (i / STYLES);
    }
    return judge.accuracy(
        Data.of(
            Column.ofFloats("x", pixels, size),
            Column.ofBytes("y", labels).oneHot(DigitData.CLASSES)));
  }
}
