package org.jelbo.dsl.noise;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** Given arrays for the sites that are named, other noise for the rest. */
public final class InjectedNoise implements Noise {
  private final ExprGraph graph;
  private final Map<String, NoiseArray> arrays;
  private final Noise rest;
  private final @Nullable Rows rows;

  /** Which rows of the arrays are drawn. */
  private record Rows(int from, int to) {}

  private InjectedNoise(
      ExprGraph graph, Map<String, NoiseArray> arrays, Noise rest, @Nullable Rows rows) {
    this.graph = graph;
    this.arrays = Map.copyOf(arrays);
    this.rest = rest;
    this.rows = rows;
  }

  /**
   * Noise of which some is given.
   *
   * @param arrays by site path; each gives one draw
   * @param rest for every other path
   */
  public static InjectedNoise of(ExprGraph graph, Map<String, NoiseArray> arrays, Noise rest) {
    return new InjectedNoise(graph, arrays, rest, null);
  }

  /**
   * The same arrays for a part of their rows.
   *
   * @param from the first row, counted from 0
   * @param to after the last row
   */
  public InjectedNoise rows(int from, int to) {
    return new InjectedNoise(graph, arrays, rest, new Rows(from, to));
  }

  @Override
  public NoiseStream stream(String path, Axes axes) {
    NoiseArray array = arrays.get(path);
    return array == null ? rest.stream(path, axes) : new Given(path, axes, array);
  }

  private final class Given implements NoiseStream {
    private final String path;
    private final Axes axes;
    private final NoiseArray array;
    private boolean taken;

    Given(String path, Axes axes, NoiseArray array) {
      this.path = path;
      this.axes = axes;
      this.array = array;
    }

    @Override
    public Expr normal(Shape event) {
      return take(event);
    }

    @Override
    public Expr uniform(Shape event) {
      return take(event);
    }

    @Override
    public Expr logGamma(Expr concentration, Shape event) {
      return take(event);
    }

    @Override
    public Expr poisson(Expr rate, Shape event) {
      return take(event);
    }

    @Override
    public Expr binomial(Expr trials, Expr probability, Shape event) {
      return take(event);
    }

    private Expr take(Shape event) {
      Shape found = withoutExtraOnes(array.shape(), axes.size() + event.numDimensions());
      int leading = found.numDimensions() - event.numDimensions();
      if (taken || leading != axes.size() || !found.takeLast(event.numDimensions()).equals(event)) {
        throw Messages.arrayDoesNotFit(path, axes, event, found, taken);
      }
      taken = true;
      Operand<?> values = part(Expr.of(array.values(), found).operand(graph), found);
      return Expr.of(graph.tf().stopGradient(values), axes, event);
    }

    private <T extends TType> Operand<T> part(Operand<T> values, Shape shape) {
      if (rows == null) {
        return values;
      }
      long[] from = new long[shape.numDimensions()];
      long[] size = shape.asArray();
      for (int i = 0; i < axes.size(); i++) {
        if (axes.at(i).isOfData()) {
          from[i] = rows.from();
          size[i] = (long) rows.to() - rows.from();
        }
      }
      return graph.tf().slice(values, graph.tf().constant(from), graph.tf().constant(size));
    }

    /** A run with one particle may have no axis for it. */
    private static Shape withoutExtraOnes(Shape shape, int rank) {
      Shape rest = shape;
      while (rest.numDimensions() > rank && rest.get(0) == 1) {
        rest = rest.tail();
      }
      return rest;
    }
  }
}
