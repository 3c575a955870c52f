package org.jelbo.dsl.nn;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.LayerContract;

/** The layers that there are, held to what is relied on of any. */
final class LayersTest implements LayerContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("dense", Dense.of("d", 3)).input(4).output(3),
        Case.of("dense of three inputs", Dense.of("d", 2)).input(1).input(3).input(2).output(2),
        Case.of("network", Mlp.of("m", 5, 3)).input(4).output(3),
        Case.of("network of two inputs", Mlp.of("m", 6, 6, 1).activation(Activation.ELU))
            .input(2)
            .input(3)
            .output(1),
        Case.of("activation", Activation.TANH).input(2, 3).output(2, 3),
        Case.of("flatten", new Flatten()).input(2, 3, 2).output(12),
        Case.of("reshape", Reshape.to(3, 4)).input(2, 3, 2).output(3, 4),
        Case.of("layer norm", LayerNorm.of("n")).input(5).output(5),
        Case.of("layer norm of images", LayerNorm.of("n")).input(3, 2, 4).output(3, 2, 4),
        Case.of("group norm", GroupNorm.of("n", 2)).input(3, 2, 4).output(3, 2, 4),
        Case.of("residual", Residual.of(Mlp.of("m", 6, 3))).input(3).output(3),
        Case.of("embedding", Embedding.of("e", 3, 4)).index(3).output(4),
        Case.of("gated recurrent unit", GatedRecurrent.of("g", 3)).input(2).input(3).output(3),
        Case.of(
                "sequential",
                Sequential.of(
                    "s",
                    Conv2d.of("0", 2, 3),
                    Activation.ELU,
                    AveragePool2d.of(2),
                    new Flatten(),
                    Sequential.of("head", Dense.of("0", 4), Activation.RELU, Dense.of("1", 2))))
            .input(6, 5, 1)
            .output(2));
  }
}
