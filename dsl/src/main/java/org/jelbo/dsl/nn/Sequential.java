package org.jelbo.dsl.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/**
 * Layers and activations one after the other, with the parameters {@code name/layer/...}.
 *
 * <pre>
 * Layer encoder =
 *     Sequential.of(
 *         "encoder",
 *         Conv2d.of("0", 32, 3), Activation.ELU, AveragePool2d.of(2),
 *         new Flatten(), Dense.of("1", 200));
 * </pre>
 *
 * @param name the path of its parameters
 * @param layers in order; those with parameters have names of their own
 */
public record Sequential(String name, List<Layer> layers) implements Layer {
  /** Refuses a blank name and no layers. */
  public Sequential {
    Present.name(name, "a network", "a path such as encoder");
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw JelboException.here(
          "network '" + name + "'",
          "expected at least one layer, but got none",
          "Sequential.of(name, Dense.of(\"0\", 10))");
    }
  }

  /** In order. */
  public static Sequential of(String name, Layer... layers) {
    Present.name(name, "a network", "a path such as encoder");
    for (Layer layer : layers) {
      Present.of(layer, "network '" + name + "'", "a layer", "Activation.RELU");
    }
    return new Sequential(name, List.of(layers));
  }

  /**
   * The last layer's output.
   *
   * @param inputs those of the first layer
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Map<String, Integer> owners = new HashMap<>();
    Expr value = layers.get(0).apply(within(build, owners, 0), inputs);
    for (int i = 1; i < layers.size(); i++) {
      value = layers.get(i).apply(within(build, owners, i), value);
    }
    return value;
  }

  /** Parameters under this path; none of two layers. */
  private Build within(Build build, Map<String, Integer> owners, int index) {
    return param -> {
      if (!owners.computeIfAbsent(param.name(), first -> index).equals(index)) {
        throw JelboException.here(
            "network '" + name + "'",
            "expected layers with names of their own, but two have the parameter '"
                + param.name()
                + "'",
            "another name for layer " + (index + 1));
      }
      return build.param(param.under(name));
    };
  }
}
