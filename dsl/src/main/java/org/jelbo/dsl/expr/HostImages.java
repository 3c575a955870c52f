package org.jelbo.dsl.expr;

import java.util.function.DoubleBinaryOperator;
import org.tensorflow.ndarray.Shape;

/** Images that are host constants. */
final class HostImages {
  private HostImages() {}

  static double[] greatest(Expr image, Window window, Shape result) {
    return pooled(image, window, result, Double.NEGATIVE_INFINITY, Math::max);
  }

  static double[] mean(Expr image, Window window, Shape result) {
    double[] sums = pooled(image, window, result, 0, Double::sum);
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= (double) window.height() * window.width();
    }
    return sums;
  }

  /** Entries outside of the image are left out. */
  private static double[] pooled(
      Expr image, Window window, Shape result, double start, DoubleBinaryOperator function) {
    double[] x = image.constant();
    int height = size(image.eventShape(), 0);
    int width = size(image.eventShape(), 1);
    int channels = size(result, 2);
    double[] y = new double[Math.toIntExact(result.size())];
    for (int i = 0; i < y.length; i++) {
      int channel = i % channels;
      int left = i / channels % size(result, 1) * window.stride() - window.sides().left();
      int top = i / channels / size(result, 1) * window.stride() - window.sides().top();
      y[i] = start;
      for (int row = Math.max(0, top); row < Math.min(height, top + window.height()); row++) {
        for (int at = Math.max(0, left); at < Math.min(width, left + window.width()); at++) {
          y[i] = function.applyAsDouble(y[i], x[(row * width + at) * channels + channel]);
        }
      }
    }
    return y;
  }

  /** Every row of the image as columns times its entries. */
  static double[] alongWidth(Expr image, Expr columns, Shape result) {
    int from = size(image.eventShape(), 1);
    int channels = size(result, 2);
    int width = size(result, 1);
    double[] x = image.constant();
    double[] weights = columns.constant();
    double[] y = new double[Math.toIntExact(result.size())];
    for (int i = 0; i < y.length; i++) {
      int at = i / channels % width;
      int row = i / channels / width;
      for (int v = 0; v < from; v++) {
        y[i] += weights[at * from + v] * x[(row * from + v) * channels + i % channels];
      }
    }
    return y;
  }

  private static int size(Shape shape, int dim) {
    return Math.toIntExact(shape.get(dim));
  }
}
