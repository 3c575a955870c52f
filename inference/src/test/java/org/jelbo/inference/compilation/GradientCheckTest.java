package org.jelbo.inference.compilation;

import java.util.Map;
import java.util.SplittableRandom;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

/** Gradients against central differences in float64: the error of those is about 1e-9. */
class GradientCheckTest {
  private static final double STEP = 1e-5;

  @Test
  void gradientOfAnAutoencoderAgreesWithFiniteDifferences() {
    SmallVae vae = new SmallVae(5, 4, 2, 2);
    Data data = vae.data(4);
    double[] noise = new SplittableRandom(6).doubles(3 * 4 * 2, -2, 2).toArray();
    Compilation compilation =
        Compilation.of(vae.elbo().klWeight(1.5))
            .precision(Precision.FLOAT64)
            .seed(2)
            .noise("z", NoiseArray.of(noise, 3, 4, 2));
    DrawKey draws = DrawKey.of(0).particles(3);
    try (Compiled compiled = compilation.compile()) {
      Map<String, Values> gradients = compiled.gradients(data, draws);
      gradients.forEach(
          (name, gradient) -> {
            double[] start = compiled.values(name);
            double[] differences = new double[start.length];
            for (int i = 0; i < start.length; i++) {
              differences[i] =
                  (moved(compiled, name, start, i, STEP).measure(data, draws).value()
                          - moved(compiled, name, start, i, -STEP).measure(data, draws).value())
                      / (2 * STEP);
            }
            compiled.set(name, start);
            Agreement.within(1e-8).assertGradient(name, gradient.toArray(), differences);
          });
    }
  }

  private static Compiled moved(Compiled compiled, String name, double[] start, int i, double by) {
    double[] values = start.clone();
    values[i] += by;
    compiled.set(name, values);
    return compiled;
  }
}
