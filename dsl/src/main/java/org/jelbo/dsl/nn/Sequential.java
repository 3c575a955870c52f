package org.jelbo.dsl.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;

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
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and no layers
   */
  public Sequential {
    Required.name(name, "a network", "a path such as encoder");
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw JelboException.here(
          "network '" + name + "'",
          "expected at least one layer, but got none",
          "Sequential.of(name, Dense.of(\"0\", 10))");
    }
  }

  /**
   * In order.
   *
   * @throws JelboException for a blank name, no layers, and a layer that is null
   */
  public static Sequential of(String name, Layer... layers) {
    Required.name(name, "a network", "a path such as encoder");
    for (Layer layer : layers) {
      Required.of(layer, "network '" + name + "'", "a layer", "Activation.RELU");
    }
    return new Sequential(name, List.of(layers));
  }

  /**
   * The last layer's output.
   *
   * @param inputs those of the first layer
   * @throws JelboException for what a layer refuses, and where two layers have a parameter of one
   *     name
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Map<String, Integer> owners = new HashMap<>();
    Build inside = build.under(name);
    Expr value = layers.get(0).apply(new Owner(inside, name, owners, 0), inputs);
    for (int i = 1; i < layers.size(); i++) {
      value = layers.get(i).apply(new Owner(inside, name, owners, i), value);
    }
    return value;
  }

  /**
   * What a layer may reach: no parameter of another.
   *
   * @param owners the index of the layer that has a parameter, by its name
   */
  private record Owner(Build inside, String network, Map<String, Integer> owners, int index)
      implements Build {
    @Override
    public Expr param(Param param) {
      if (!owners.computeIfAbsent(param.name(), first -> index).equals(index)) {
        throw JelboException.here(
            "network '" + network + "'",
            "expected layers with names of their own, but two have the parameter '"
                + param.name()
                + "'",
            "another name for layer " + (index + 1));
      }
      return inside.param(param);
    }

    @Override
    public boolean isTraining() {
      return inside.isTraining();
    }

    @Override
    public NoiseStream noise(String layer, Axes axes) {
      return inside.noise(layer, axes);
    }

    @Override
    public void keep(Param param, Expr next) {
      inside.keep(param, next);
    }
  }
}
