package org.jelbo.dsl.expr;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Events of shape {@code [height, width, channels]}, each for itself: all axes in front are one
 * batch while an image is worked on, and are kept.
 */
public final class Images {
  private static final int RANK = 3;

  private Images() {}

  /**
   * The image.
   *
   * @param subject what it was passed to, such as {@code layer 'encoder/0'}
   * @throws JelboException where its event is not of rank 3
   */
  public static Expr require(String subject, Expr image) {
    if (image.eventShape().numDimensions() != RANK) {
      throw ImageMessages.noImage(subject, image.eventShape());
    }
    return image;
  }

  /**
   * {@code y[i, j, o] = b[o] + sum over u, v, c of x[i s + u d - top, j s + v d - left, c] K[u, v,
   * c, o]}, with stride s, dilation d, and zeros outside of the image: the cross-correlation that
   * is called a convolution in networks.
   *
   * @param image x, event {@code [height, width, in]}
   * @param kernel K, event {@code [window height, window width, in, out]}, without axes
   * @param bias b, event {@code [out]}, without axes; null for none
   * @return event {@code [rows of windows, columns of windows, out]}, with the axes of x
   * @throws JelboException for a kernel that does not fit, and a window larger than the image
   */
  public static Expr convolution(Expr image, Expr kernel, @Nullable Expr bias, Window window) {
    require("convolution", image);
    Shape of = kernel.eventShape();
    requireKernel("convolution", of, window, image.eventShape().get(2), 2);
    Shape windows = window.on("convolution", image.eventShape());
    ExprGraph graph = graph(image, kernel);
    Ops tf = graph.tf();
    // A kernel with zeros between its entries: TensorFlow has no gradients of dilation here.
    Operand<TNumber> filter = dilated(tf, kernel.operand(graph), of, window);
    Operand<TNumber> rows = rows(tf, image.operand(graph), image);
    boolean isSame =
        window.stride() == 1
            && image.eventShape().take(2).equals(windows)
            && window.sides().top() == window.sides().bottom()
            && window.sides().left() == window.sides().right();
    Operand<TNumber> padded = isSame ? rows : padded(tf, rows, window.sides(), 0);
    Operand<TNumber> result =
        tf.nn.conv2d(padded, filter, strides(window), isSame ? "SAME" : "VALID");
    return unfolded(graph, result, bias, image, windows.append(of.get(3)));
  }

  /**
   * The map whose matrix is the transpose of a {@link #convolution}'s: every entry of the image
   * adds its window to the result, {@code y[i s + u d - top, j s + v d - left, o] += x[i, j, c]
   * K[u, v, o, c]}, to which the bias is added.
   *
   * @param image x, event {@code [height, width, in]}
   * @param kernel K, event {@code [window height, window width, out, in]}, without axes
   * @param bias b, event {@code [out]}, without axes; null for none
   * @param more rows below and columns on the right that no window ends at, 0 or more and below the
   *     stride: images of several sizes have as many windows, and the result is the smallest of
   *     them with 0
   * @return event {@code [(height - 1) s + span + more - top - bottom, ..., out]}
   * @throws JelboException for a kernel that does not fit, more than the stride, and a padding that
   *     leaves nothing
   */
  public static Expr transposedConvolution(
      Expr image, Expr kernel, @Nullable Expr bias, Window window, int more) {
    require("transposed convolution", image);
    Shape of = kernel.eventShape();
    requireKernel("transposed convolution", of, window, image.eventShape().get(2), 3);
    if (more < 0 || more >= window.stride()) {
      throw ImageMessages.moreThanStride(more, window.stride());
    }
    Shape result = window.under("transposed convolution", image.eventShape(), more);
    ExprGraph graph = graph(image, kernel);
    Ops tf = graph.tf();
    Operand<TNumber> filter = dilated(tf, kernel.operand(graph), of, window);
    Operand<TNumber> rows = rows(tf, image.operand(graph), image);
    Padding.Sides sides = window.sides();
    int[] whole = {
      Math.toIntExact(result.get(0)) + sides.top() + sides.bottom(),
      Math.toIntExact(result.get(1)) + sides.left() + sides.right(),
      Math.toIntExact(of.get(2))
    };
    Operand<TInt32> first =
        tf.slice(tf.shape(rows), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TNumber> all =
        tf.nn.conv2dBackpropInput(
            tf.concat(List.of(first, tf.constant(whole)), tf.constant(0)),
            filter,
            rows,
            strides(window),
            "VALID");
    int[] begin = {0, sides.top(), sides.left(), 0};
    int[] size = {-1, Math.toIntExact(result.get(0)), Math.toIntExact(result.get(1)), -1};
    Operand<TNumber> cut =
        sides.isNone() ? all : tf.slice(all, tf.constant(begin), tf.constant(size));
    return unfolded(graph, cut, bias, image, result.append(of.get(2)));
  }

  /**
   * The greatest entry of every window, channel by channel; zeros around it are not entries.
   *
   * @throws JelboException for a dilated window, one larger than the image, and one that is all
   *     padding
   */
  public static Expr greatest(Expr image, Window window) {
    requireUndilated("maximum pooling", window);
    require("maximum pooling", image);
    requireEntries(window);
    Shape windows = window.on("maximum pooling", image.eventShape());
    Shape result = windows.append(image.eventShape().get(2));
    if (image.isConstant()) {
      return Expr.of(HostImages.greatest(image, window, result), result);
    }
    ExprGraph graph = image.graph();
    Ops tf = graph.tf();
    double lowest = graph.precision() == Precision.FLOAT32 ? -Float.MAX_VALUE : -Double.MAX_VALUE;
    Operand<TNumber> padded = padded(tf, rows(tf, image.operand(), image), window.sides(), lowest);
    Operand<TInt32> size = tf.constant(new int[] {1, window.height(), window.width(), 1});
    Operand<TInt32> apart = tf.constant(new int[] {1, window.stride(), window.stride(), 1});
    return unfolded(graph, tf.nn.maxPool(padded, size, apart, "VALID"), null, image, result);
  }

  /**
   * The mean of every window, channel by channel; zeros around the image are entries.
   *
   * @throws JelboException for a dilated window, and one larger than the image
   */
  public static Expr mean(Expr image, Window window) {
    requireUndilated("average pooling", window);
    require("average pooling", image);
    Shape windows = window.on("average pooling", image.eventShape());
    Shape result = windows.append(image.eventShape().get(2));
    if (image.isConstant()) {
      return Expr.of(HostImages.mean(image, window, result), result);
    }
    ExprGraph graph = image.graph();
    Ops tf = graph.tf();
    Operand<TNumber> padded = padded(tf, rows(tf, image.operand(), image), window.sides(), 0);
    List<Long> size = List.of(1L, (long) window.height(), (long) window.width(), 1L);
    return unfolded(
        graph, tf.nn.avgPool(padded, size, strides(window), "VALID"), null, image, result);
  }

  /**
   * {@code y[i, j, c] = sum over u, v of rows[i, u] columns[j, v] x[u, v, c]}: every channel
   * between two matrices.
   *
   * @param image x, event {@code [height, width, channels]}
   * @param rows a host constant {@code [new height, height]}
   * @param columns a host constant {@code [new width, width]}
   */
  public static Expr between(Expr image, Expr rows, Expr columns) {
    require("resizing", image);
    Shape from = image.eventShape();
    long height = rows.eventShape().get(0);
    long width = columns.eventShape().get(0);
    Expr tall =
        Matrices.product(rows, image.reshape(from.get(0), from.get(1) * from.get(2)))
            .reshape(height, from.get(1), from.get(2));
    Shape result = Shape.of(height, width, from.get(2));
    if (image.isConstant()) {
      return Expr.of(HostImages.alongWidth(tall, columns, result), result);
    }
    ExprGraph graph = image.graph();
    Ops tf = graph.tf();
    int[] lines = {-1, Math.toIntExact(from.get(1)), Math.toIntExact(from.get(2))};
    Operand<TNumber> each = tf.reshape(tall.operand(), tf.constant(lines));
    Operand<TNumber> product =
        tf.train.batchMatMul(columns.operand(graph), each, graph.precision().type());
    Operand<TNumber> shaped =
        Events.reshaped(tf, product, image.operand(), image.axes().size(), result);
    return Expr.inGraph(graph, shaped, image.axes(), result);
  }

  private static ExprGraph graph(Expr image, Expr kernel) {
    return image.isConstant()
        ? kernel.graph()
        : Alignment.commonGraph("convolution", image, kernel);
  }

  /** All axes as one. */
  private static Operand<TNumber> rows(Ops tf, Operand<TNumber> operand, Expr image) {
    if (image.axes().size() == 1) {
      return operand;
    }
    Shape event = image.eventShape();
    int[] sizes = {
      -1,
      Math.toIntExact(event.get(0)),
      Math.toIntExact(event.get(1)),
      Math.toIntExact(event.get(2))
    };
    return tf.reshape(operand, tf.constant(sizes));
  }

  private static Expr unfolded(
      ExprGraph graph, Operand<TNumber> rows, @Nullable Expr bias, Expr image, Shape event) {
    Ops tf = graph.tf();
    Operand<TNumber> result = bias == null ? rows : tf.nn.biasAdd(rows, bias.operand(graph));
    int axes = image.axes().size();
    Operand<TNumber> shaped =
        axes == 1 ? result : Events.reshaped(tf, result, image.operand(graph), axes, event);
    return Expr.inGraph(graph, shaped, image.axes(), event);
  }

  private static Operand<TNumber> padded(
      Ops tf, Operand<TNumber> rows, Padding.Sides sides, double value) {
    if (sides.isNone()) {
      return rows;
    }
    int[][] around = {{0, 0}, {sides.top(), sides.bottom()}, {sides.left(), sides.right()}, {0, 0}};
    return tf.pad(rows, tf.constant(around), scalar(tf, rows, value));
  }

  private static Operand<TNumber> scalar(Ops tf, Operand<TNumber> like, double value) {
    return Precision.of(like).constant(tf, Shape.scalar(), new double[] {value});
  }

  private static List<Long> strides(Window window) {
    return List.of(1L, (long) window.stride(), (long) window.stride(), 1L);
  }

  private static Operand<TNumber> dilated(
      Ops tf, Operand<TNumber> kernel, Shape of, Window window) {
    if (window.dilation() == 1) {
      return kernel;
    }
    int height = window.height();
    int width = window.width();
    int rest = Math.toIntExact(of.get(2) * of.get(3));
    Operand<TNumber> tall =
        spread(tf, kernel, new int[] {1, height, width * rest}, window.dilation());
    Operand<TNumber> both =
        spread(tf, tall, new int[] {window.tall(), width, rest}, window.dilation());
    int[] shape = {
      window.tall(), window.wide(), Math.toIntExact(of.get(2)), Math.toIntExact(of.get(3))
    };
    return tf.reshape(both, tf.constant(shape));
  }

  /** With zeros between the entries of the middle dim. */
  private static Operand<TNumber> spread(Ops tf, Operand<TNumber> value, int[] sizes, int apart) {
    Operand<TNumber> entries =
        tf.reshape(value, tf.constant(new int[] {sizes[0], sizes[1], 1, sizes[2]}));
    int[][] after = {{0, 0}, {0, 0}, {0, apart - 1}, {0, 0}};
    Operand<TNumber> with = tf.pad(entries, tf.constant(after), scalar(tf, value, 0));
    Operand<TNumber> joined =
        tf.reshape(with, tf.constant(new int[] {sizes[0], sizes[1] * apart, sizes[2]}));
    int[] kept = {sizes[0], (sizes[1] - 1) * apart + 1, sizes[2]};
    return tf.slice(joined, tf.constant(new int[3]), tf.constant(kept));
  }

  private static void requireKernel(
      String operation, Shape kernel, Window window, long channels, int dim) {
    boolean fits =
        kernel.numDimensions() == 4
            && kernel.get(0) == window.height()
            && kernel.get(1) == window.width()
            && kernel.get(dim) == channels;
    if (!fits) {
      throw ImageMessages.kernelDoesNotFit(operation, kernel, window, channels, dim);
    }
  }

  /** So that no window lies outside of the image as a whole. */
  private static void requireEntries(Window window) {
    Padding.Sides sides = window.sides();
    boolean isOutside =
        Math.max(sides.top(), sides.bottom()) >= window.height()
            || Math.max(sides.left(), sides.right()) >= window.width();
    if (isOutside) {
      throw ImageMessages.poolOutside(window);
    }
  }

  private static void requireUndilated(String operation, Window window) {
    if (window.dilation() != 1) {
      throw ImageMessages.poolDilated(operation, window.dilation());
    }
  }
}
