package com.example.jelbo;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.LayerContract;

final class LayersTest implements LayerContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("one input", new Gated("g", 3)).input(4).output(3),
        Case.of("two inputs", new Gated("g", 2)).input(1).input(3).output(2),
        Case.of("affine", new Affine("a")).input(4).output(4),
        Case.of("squeeze and excitation", new SqueezeExcitation("s", 2))
            .input(3, 2, 4)
            .output(3, 2, 4));
  }
}
