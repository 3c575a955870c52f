package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.param.Build;
import org.tensorflow.ndarray.Shape;

/**
 * Images made larger, channel by channel. It has no parameters.
 *
 * <p>Entry i of the result lies at u in the image: {@code u = (i + 1/2) / factor - 1/2}, moved into
 * the image where it lies outside; with corners aligned {@code u = i (size - 1) / (new size - 1)},
 * so that first and last entries keep their places. The value there is the nearest entry's, or lies
 * on the line between the two around it.
 *
 * @param factor how many times as high and wide, at least 1
 * @param method between entries
 */
public record Upsample(int factor, Method method) implements Layer {
  /** What lies between entries. */
  public enum Method {
    /** The entry in whose square it lies: each is repeated. */
    NEAREST,
    /** Lines between middles of entries; PyTorch's and Keras's {@code bilinear}. */
    BILINEAR,
    /** Lines from corner to corner; PyTorch's {@code bilinear} with {@code align_corners}. */
    BILINEAR_CORNERS
  }

  /**
   * Checks the components.
   *
   * @throws JelboException for a factor below 1
   */
  public Upsample {
    if (factor < 1) {
      throw JelboException.here(
          "upsampling", "expected a factor of 1 or more, but got " + factor, "Upsample.nearest(2)");
    }
  }

  /**
   * Each entry repeated.
   *
   * @throws JelboException for a factor below 1
   */
  public static Upsample nearest(int factor) {
    return new Upsample(factor, Method.NEAREST);
  }

  /**
   * Lines between middles of entries.
   *
   * @throws JelboException for a factor below 1
   */
  public static Upsample bilinear(int factor) {
    return new Upsample(factor, Method.BILINEAR);
  }

  /** The same from corner to corner. */
  public Upsample alignCorners() {
    return new Upsample(factor, Method.BILINEAR_CORNERS);
  }

  @Override
  public String name() {
    return "upsample";
  }

  /**
   * The larger image, event {@code [factor height, factor width, channels]}.
   *
   * @param inputs one image
   * @throws JelboException for other than one image
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr image = Image.of(name(), inputs);
    Shape event = image.eventShape();
    return Images.between(image, weights(event.get(0)), weights(event.get(1)));
  }

  /** How much of each entry is in each of the result. */
  private Expr weights(long size) {
    int from = Math.toIntExact(size);
    int to = Math.multiplyExact(from, factor);
    double[] weights = new double[Math.multiplyExact(from, to)];
    for (int i = 0; i < to; i++) {
      double at = place(i, from, to);
      int before = (int) at;
      double rest = at - before;
      weights[i * from + before] += 1 - rest;
      weights[i * from + Math.min(before + 1, from - 1)] += rest;
    }
    return Expr.of(weights, Shape.of(to, from));
  }

  private double place(int index, int from, int to) {
    return switch (method) {
      case NEAREST -> Math.floorDiv(index, factor);
      case BILINEAR -> Math.max(0, Math.min(from - 1, (index + 0.5) / factor - 0.5));
      case BILINEAR_CORNERS -> to == 1 ? 0 : (double) index * (from - 1) / (to - 1);
    };
  }
}
