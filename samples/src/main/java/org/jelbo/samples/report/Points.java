package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Values;

/**
 * Points of a plane, such as means of two-dimensional latents or data of two numbers, each of a
 * class if they are {@link #labelled}. Immutable.
 */
public final class Points {
  private final double[][] rows;
  private final int[] labels;
  private final List<String> classes;

  private Points(double[][] rows, int[] labels, List<String> classes) {
    this.rows = rows;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * Points without classes.
   *
   * @param rows of shape {@code [count, 2]}: to the right, and up; at least one, finite
   * @return the points
   * @throws JelboException if there is no point, or one has other than two numbers or one that is
   *     not finite
   */
  public static Points of(double[][] rows) {
    if (rows.length == 0) {
      throw Messages.noPoints();
    }
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != 2) {
        throw Messages.notPlane(i, rows[i].length);
      }
      copy[i] = rows[i].clone();
      for (double number : copy[i]) {
        if (!Double.isFinite(number)) {
          throw Messages.notFinite("point " + i, number);
        }
      }
    }
    return new Points(copy, new int[copy.length], List.of());
  }

  /**
   * Points without classes.
   *
   * @param values of shape {@code [count, 2]}, such as the means of a latent site
   * @return the points
   * @throws JelboException as in {@link #of(double[][])}
   */
  public static Points of(Values values) {
    int count = Math.toIntExact(values.shape().get(0));
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = values.row(i);
    }
    return of(rows);
  }

  /**
   * The same points, each of a class.
   *
   * @param labels one for each point: the place of its class in {@code classes}
   * @param classes names, at least one and at most 30, which is how many can be told apart
   * @return the labelled points
   * @throws JelboException if there are not as many labels as points, a label has no class, or
   *     there are too many classes
   */
  public Points labelled(int[] labels, List<String> classes) {
    if (labels.length != rows.length) {
      throw Messages.labelCount(rows.length, labels.length);
    }
    if (classes.isEmpty() || classes.size() > Mark.kinds()) {
      throw Messages.classCount(classes.size());
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw Messages.labelRange(i, labels[i], classes.size());
      }
    }
    return new Points(rows, labels.clone(), List.copyOf(classes));
  }

  /**
   * The same points, each of a class that is a number from 0 on, which is its name.
   *
   * @param labels unsigned bytes, one for each point, such as those of an image set
   * @return the labelled points; as many classes as the largest label needs
   * @throws JelboException as in {@link #labelled(int[], List)}
   */
  public Points labelled(byte[] labels) {
    int[] numbers = new int[labels.length];
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = Byte.toUnsignedInt(labels[i]);
      while (classes.size() <= numbers[i]) {
        classes.add(Integer.toString(classes.size()));
      }
    }
    return labelled(numbers, classes.isEmpty() ? List.of("0") : classes);
  }

  int count() {
    return rows.length;
  }

  double x(int i) {
    return rows[i][0];
  }

  double y(int i) {
    return rows[i][1];
  }

  /** The points of each class that has some; all together without classes. */
  List<Curve> groups() {
    List<Curve> groups = new ArrayList<>();
    for (int label = 0; label < Math.max(1, classes.size()); label++) {
      int one = label;
      int[] own = IntStream.range(0, count()).filter(i -> labels[i] == one).toArray();
      if (own.length > 0) {
        String name = classes.isEmpty() ? "points" : classes.get(label);
        double[] x = IntStream.of(own).mapToDouble(this::x).toArray();
        double[] y = IntStream.of(own).mapToDouble(this::y).toArray();
        groups.add(Curve.of(name, x, y));
      }
    }
    return groups;
  }

  /** The range of one of the two coordinates, with a little space on both sides. */
  Axis axis(int coordinate) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : rows) {
      low = Math.min(low, row[coordinate]);
      high = Math.max(high, row[coordinate]);
    }
    return Axis.over(low, high).padded(0.05);
  }

  /** The names of the classes with their marks; none without classes. */
  List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      entries.add(new Legend.Entry(classes.get(i), Mark.ofKind(i), Palette.kind(i)));
    }
    return entries;
  }

  /** Draws all points in their order, so that no class hides another; the more, the smaller. */
  void draw(Plot plot) {
    double radius = Math.max(1.8, Math.min(5, 100 / Math.sqrt(count())));
    for (int i = 0; i < count(); i++) {
      Plane plane = plot.plane();
      Mark.ofKind(labels[i])
          .point(plot.raster(), plane.x(x(i)), plane.y(y(i)), radius, Palette.kind(labels[i]));
    }
  }
}
