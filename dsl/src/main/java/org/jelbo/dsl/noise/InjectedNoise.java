package org.jelbo.dsl.noise;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.tensorflow.ndarray.Shape;

/** Given arrays for the sites that are named, other noise for the rest. */
public final class InjectedNoise implements Noise {
  private final ExprGraph graph;
  private final Map<String, NoiseArray> arrays;
  private final Noise rest;

  private InjectedNoise(ExprGraph graph, Map<String, NoiseArray> arrays, Noise rest) {
    this.graph = graph;
    this.arrays = Map.copyOf(arrays);
    this.rest = rest;
  }

  /**
   * Noise of which some is given.
   *
   * @param arrays by site path; each gives one draw
   * @param rest for every other path
   */
  public static InjectedNoise of(ExprGraph graph, Map<String, NoiseArray> arrays, Noise rest) {
    return new InjectedNoise(graph, arrays, rest);
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

    private Expr take(Shape event) {
      Shape found = withoutExtraOnes(array.shape(), axes.size() + event.numDimensions());
      int leading = found.numDimensions() - event.numDimensions();
      if (taken || leading != axes.size() || !found.takeLast(event.numDimensions()).equals(event)) {
        throw Messages.arrayDoesNotFit(path, axes, event, found, taken);
      }
      taken = true;
      Expr values = Expr.of(array.values(), found);
      return Expr.of(graph.tf().stopGradient(values.operand(graph)), axes, event);
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
