package org.jelbo.dsl.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.LinearInitializer;

/**
 * Dense layers with an activation between them and none after the last (Goodfellow, Bengio and
 * Courville 2016, Deep Learning, chapter 6). Layer i has the parameters {@code name/i/kernel} and
 * {@code name/i/bias}; see {@link Dense} for several inputs.
 *
 * @param name the path of its parameters
 * @param widths the size of each layer's output; the last is the network's
 * @param activation between layers
 * @param initializer how the parameters start
 */
public record Mlp(
    String name, List<Long> widths, Activation activation, LinearInitializer initializer)
    implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, no layers, and widths below 1
   */
  public Mlp {
    Required.name(name, "a network", "a path such as decoder");
    Required.of(activation, "network '" + name + "'", "an activation", "Activation.RELU");
    widths = List.copyOf(widths);
    for (long width : widths) {
      if (width < 1) {
        throw JelboException.here(
            "network '" + name + "'",
            "expected widths of 1 or more, but got " + widths,
            "positive widths, the last one the output's");
      }
    }
    if (widths.isEmpty()) {
      throw JelboException.here(
          "network '" + name + "'",
          "expected at least one width, but got none",
          "Mlp.of(name, 10)");
    }
  }

  /**
   * A network with ReLU between its layers, started as PyTorch's.
   *
   * @throws JelboException for a blank name, no layers, and widths below 1
   */
  public static Mlp of(String name, long... widths) {
    List<Long> list = Arrays.stream(widths).boxed().collect(Collectors.toList());
    return new Mlp(name, list, Activation.RELU, LinearInitializer.PYTORCH);
  }

  /**
   * The same network with another activation.
   *
   * @throws JelboException for null
   */
  public Mlp activation(Activation other) {
    return new Mlp(name, widths, other, initializer);
  }

  /** The same network, started otherwise. */
  public Mlp initializer(LinearInitializer other) {
    return new Mlp(name, widths, activation, other);
  }

  /**
   * The network's output, event {@code [last width]}.
   *
   * @param build where the parameters are read
   * @param inputs at least one, each with an event of rank 1
   * @throws JelboException for no inputs, and events of another rank than 1
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr value = layer(0).apply(build, inputs);
    for (int i = 1; i < widths.size(); i++) {
      value = layer(i).apply(build, activation.apply(value));
    }
    return value;
  }

  private Dense layer(int index) {
    return new Dense(name + "/" + index, widths.get(index), initializer);
  }
}
