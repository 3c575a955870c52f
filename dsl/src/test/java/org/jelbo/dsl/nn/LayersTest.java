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
            .output(1));
  }
}
