package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Initializer;
import org.jelbo.dsl.param.Param;

/**
 * A row of numbers for each of some kinds: {@code table[i]} (the matrix C of Bengio, Ducharme,
 * Vincent and Jauvin 2003, section 2).
 *
 * <p>Parameter: {@code name/table} of shape [count, width].
 *
 * @param name the path of its parameter
 * @param count of kinds, at least 1
 * @param width of a row, at least 1
 * @param initializer how the table starts
 */
public record Embedding(String name, long count, long width, Initializer initializer)
    implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and a count or a width below 1
   */
  public Embedding {
    Required.name(name, "a layer", "a path such as encoder/words");
    Required.of(initializer, "layer '" + name + "'", "a start", "new Initializer.Normal(1)");
    if (count < 1 || width < 1) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected a count and a width of 1 or more, but got " + count + " and " + width,
          "positive numbers");
    }
  }

  /**
   * A table that starts as PyTorch's: normal, standard deviation 1.
   *
   * @throws JelboException for a blank name, and a count or a width below 1
   */
  public static Embedding of(String name, long count, long width) {
    return new Embedding(name, count, width, new Initializer.Normal(1));
  }

  /** The same table, started as Keras's: uniform on +-0.05. */
  public Embedding startedAsKeras() {
    return initializer(new Initializer.Uniform(0.05));
  }

  /**
   * The same table, started otherwise.
   *
   * @throws JelboException for null
   */
  public Embedding initializer(Initializer other) {
    return new Embedding(name, count, width, other);
  }

  /**
   * The row, event {@code [width]}.
   *
   * @param inputs one index from 0 to {@code count - 1}, scalar event
   * @throws JelboException for other than one index, an index that is no scalar, and a constant one
   *     that is outside of the table
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr index = Only.of(name, inputs);
    return build.param(Param.of(name + "/table", count, width).startedBy(initializer)).at(index);
  }
}
