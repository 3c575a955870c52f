package com.example.jelbo;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.param.Build;

/**
 * Channels of an image weighed by their means: {@code x sigmoid(expand(relu(squeeze(mean of x))))}
 * (Hu, Shen and Sun 2018, Squeeze-and-excitation networks).
 *
 * @param name the path of its parameters, {@code name/squeeze} and {@code name/expand}
 * @param hidden units between, fewer than there are channels
 */
public record SqueezeExcitation(String name, long hidden) implements Layer {
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr image = inputs[0];
    long places = image.eventShape().get(0) * image.eventShape().get(1);
    long channels = image.eventShape().get(2);
    Expr mean = Reductions.sumAlong(image.reshape(places, channels), 0).times(1.0 / places);
    Expr squeezed = Dense.of(name + "/squeeze", hidden).apply(build, mean).relu();
    Expr weights = Dense.of(name + "/expand", channels).apply(build, squeezed).sigmoid();
    return image.times(weights.reshape(1, 1, channels));
  }
}
