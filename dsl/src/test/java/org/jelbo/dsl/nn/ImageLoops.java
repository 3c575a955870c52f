package org.jelbo.dsl.nn;

import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;

/** Layers on one image [height][width][channels], entry by entry. */
final class ImageLoops {
  private ImageLoops() {}

  /** What stands around: top, left. */
  private static int[] before(Window window) {
    if (window.padding() instanceof Padding.Sides sides) {
      return new int[] {sides.top(), sides.left()};
    }
    return new int[] {
      (window.height() - 1) * window.dilation() / 2, (window.width() - 1) * window.dilation() / 2
    };
  }

  private static int[] after(Window window) {
    return window.padding() instanceof Padding.Sides sides
        ? new int[] {sides.bottom(), sides.right()}
        : before(window);
  }

  private static int windows(int size, int dim, int entries, Window window) {
    int padded = size + before(window)[dim] + after(window)[dim];
    int count = 0;
    for (int start = 0;
        start + (entries - 1) * window.dilation() < padded;
        start += window.stride()) {
      count++;
    }
    return count;
  }

  /** {@code kernel[u][v][in][out]}, row-major. */
  static double[][][] convolution(double[][][] x, double[] kernel, double[] bias, Window window) {
    int in = x[0][0].length;
    int out = bias.length;
    int rows = windows(x.length, 0, window.height(), window);
    int columns = windows(x[0].length, 1, window.width(), window);
    double[][][] y = new double[rows][columns][out];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int o = 0; o < out; o++) {
          y[i][j][o] = bias[o];
          for (int u = 0; u < window.height(); u++) {
            for (int v = 0; v < window.width(); v++) {
              int row = i * window.stride() + u * window.dilation() - before(window)[0];
              int column = j * window.stride() + v * window.dilation() - before(window)[1];
              for (int c = 0; c < in; c++) {
                double weight = kernel[((u * window.width() + v) * in + c) * out + o];
                y[i][j][o] += weight * at(x, row, column, c, 0);
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** {@code kernel[u][v][out][in]}, row-major. */
  static double[][][] transposed(
      double[][][] x, double[] kernel, double[] bias, Window window, int more) {
    int in = x[0][0].length;
    int out = bias.length;
    int tall = (window.height() - 1) * window.dilation() + 1;
    int wide = (window.width() - 1) * window.dilation() + 1;
    int[] b = before(window);
    int[] a = after(window);
    int rows = (x.length - 1) * window.stride() + tall + more - b[0] - a[0];
    int columns = (x[0].length - 1) * window.stride() + wide + more - b[1] - a[1];
    double[][][] y = new double[rows][columns][out];
    for (double[][] row : y) {
      for (double[] entry : row) {
        System.arraycopy(bias, 0, entry, 0, out);
      }
    }
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[0].length; j++) {
        for (int u = 0; u < window.height(); u++) {
          for (int v = 0; v < window.width(); v++) {
            int row = i * window.stride() + u * window.dilation() - b[0];
            int column = j * window.stride() + v * window.dilation() - b[1];
            if (row >= 0 && row < rows && column >= 0 && column < columns) {
              for (int o = 0; o < out; o++) {
                for (int c = 0; c < in; c++) {
                  y[row][column][o] +=
                      kernel[((u * window.width() + v) * out + o) * in + c] * x[i][j][c];
                }
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** The greatest or the mean of every window. */
  static double[][][] pooled(double[][][] x, Window window, boolean isMean) {
    int rows = windows(x.length, 0, window.height(), window);
    int columns = windows(x[0].length, 1, window.width(), window);
    double[][][] y = new double[rows][columns][x[0][0].length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int c = 0; c < y[i][j].length; c++) {
          double sum = 0;
          double greatest = Double.NEGATIVE_INFINITY;
          for (int u = 0; u < window.height(); u++) {
            for (int v = 0; v < window.width(); v++) {
              int row = i * window.stride() + u - before(window)[0];
              int column = j * window.stride() + v - before(window)[1];
              sum += at(x, row, column, c, 0);
              greatest = Math.max(greatest, at(x, row, column, c, Double.NEGATIVE_INFINITY));
            }
          }
          y[i][j][c] = isMean ? sum / (window.height() * window.width()) : greatest;
        }
      }
    }
    return y;
  }

  /** On lines between entries; from corner to corner or from middle to middle. */
  static double[][][] bilinear(double[][][] x, int factor, boolean ofCorners) {
    double[][][] y = new double[x.length * factor][x[0].length * factor][x[0][0].length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        double row = place(i, x.length, y.length, ofCorners);
        double column = place(j, x[0].length, y[0].length, ofCorners);
        for (int c = 0; c < y[0][0].length; c++) {
          for (int u = 0; u < x.length; u++) {
            for (int v = 0; v < x[0].length; v++) {
              double weight =
                  Math.max(0, 1 - Math.abs(row - u)) * Math.max(0, 1 - Math.abs(column - v));
              y[i][j][c] += weight * x[u][v][c];
            }
          }
        }
      }
    }
    return y;
  }

  static double[][][] repeated(double[][][] x, int factor) {
    double[][][] y = new double[x.length * factor][x[0].length * factor][];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        y[i][j] = x[i / factor][j / factor];
      }
    }
    return y;
  }

  private static double place(int index, int from, int to, boolean ofCorners) {
    if (ofCorners) {
      return to == 1 ? 0 : index * ((from - 1.0) / (to - 1.0));
    }
    double middle = (index + 0.5) * from / to - 0.5;
    return Math.min(Math.max(middle, 0), from - 1.0);
  }

  private static double at(double[][][] x, int row, int column, int channel, double outside) {
    return row < 0 || row >= x.length || column < 0 || column >= x[0].length
        ? outside
        : x[row][column][channel];
  }
}
