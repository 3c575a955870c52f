package org.jelbo.dsl.nn;

import java.util.Arrays;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer: {@code sum_i x_i W_i + b}, one product for each input, broadcast afterwards, so
 * that nothing is repeated along axes it does not have (Goodfellow, Bengio and Courville 2016, Deep
 * Learning, section 6.1).
 *
 * <p>Parameters: {@code name/kernel} of shape [in, width] for one input, {@code name/kernel0},
 * {@code name/kernel1} ... for several, and {@code name/bias} of shape [width].
 *
 * @param name the path of its parameters
 * @param width the size of the output, at least 1
 * @param initializer how the parameters start
 */
public record Dense(String name, long width, LinearInitializer initializer) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and a width below 1
   */
  public Dense {
    Required.name(name, "a layer", "a path such as decoder/0");
    if (width < 1) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected a width of 1 or more, but got " + width,
          "a positive width");
    }
  }

  /**
   * A layer that starts as PyTorch's.
   *
   * @throws JelboException for a blank name, and a width below 1
   */
  public static Dense of(String name, long width) {
    return new Dense(name, width, LinearInitializer.PYTORCH);
  }

  /** The same layer, started otherwise. */
  public Dense initializer(LinearInitializer other) {
    return new Dense(name, width, other);
  }

  /**
   * The layer's output, event {@code [width]}.
   *
   * @param build where the parameters are read
   * @param inputs at least one, each with an event of rank 1
   * @throws JelboException for no inputs, and events of another rank than 1
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    long fanIn = Arrays.stream(inputs).mapToLong(this::widthOf).sum();
    if (inputs.length == 0) {
      throw JelboException.here(
          "layer '" + name + "'", "expected at least one input, but got none", "apply(p, x)");
    }
    Expr kernel = kernel(build, inputs, 0, fanIn);
    Expr bias = build.param(Param.of(name + "/bias", width).startedBy(initializer.bias(fanIn)));
    boolean isBroadcast =
        Arrays.stream(inputs).anyMatch(input -> !input.axes().equals(inputs[0].axes()));
    // TensorFlow's optimizer spoils act(product + bias + product): there the bias comes last.
    @Nullable Expr own = inputs.length == 1 || isBroadcast ? bias : null;
    Expr sum = LinearAlgebra.affine(inputs[0], kernel, own);
    for (int i = 1; i < inputs.length; i++) {
      sum = sum.plus(LinearAlgebra.affine(inputs[i], kernel(build, inputs, i, fanIn), null));
    }
    return own == null ? sum.plus(bias) : sum;
  }

  private Expr kernel(Build build, Expr[] inputs, int index, long fanIn) {
    String kernelName = name + "/kernel" + (inputs.length == 1 ? "" : index);
    return build.param(
        Param.of(kernelName, widthOf(inputs[index]), width)
            .startedBy(initializer.kernel(fanIn, width)));
  }

  private long widthOf(Expr input) {
    Required.of(input, "layer '" + name + "'", "an input", "p.input(\"x\", 784)");
    if (input.eventShape().numDimensions() != 1) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected inputs with events of rank 1, but got event shape " + input.eventShape(),
          input.axes().size() == 0 && input.eventShape().numDimensions() == 2
              ? "it.at(index) for a row of a table, or reshape(" + input.eventShape().size() + ")"
              : "reshape(" + input.eventShape().size() + ")");
    }
    return input.eventShape().get(0);
  }
}
