package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Parts of a batch that are computed side by side; that the step equals the whole batch's is held
 * by {@link ElboOracleTest}.
 */
class ShardsTest {
  private static final int SIZE = 40;

  @Test
  void shardsOfOneStepDrawOtherNoise() {
    try (Compiled compiled = training(twoRows().batch(2).shards(2))) {
      compiled.step();
      assertHalvesDiffer(compiled.values("latent/kernel"));
      assertHalvesDiffer(compiled.values("pixels/kernel"));
    }
  }

  @Test
  void equalRunsInShardsAreEqual() {
    try (Compiled a = training(twoRows().batch(2).shards(2));
        Compiled b = training(twoRows().batch(2).shards(2))) {
      a.step();
      b.step();
      assertThat(a.values("latent/kernel")).isEqualTo(b.values("latent/kernel"));
      assertThat(a.values("pixels/kernel")).isEqualTo(b.values("pixels/kernel"));
    }
  }

  /** The rows of a kernel; a row's gradient depends on the draws of one row of data alone. */
  private static void assertHalvesDiffer(double[] kernel) {
    assertThat(Arrays.copyOfRange(kernel, 0, SIZE))
        .isNotEqualTo(Arrays.copyOfRange(kernel, SIZE, 2 * SIZE));
  }

  private static Compiled training(Feed feed) {
    Compiled compiled =
        Compilation.of(Elbo.of(model(), guide()).given("x"))
            .feed(feed)
            .optimizer(Sgd.of(0.1))
            .compile();
    compiled.set("latent/kernel", new double[2 * SIZE]);
    compiled.set("pixels/kernel", new double[2 * SIZE]);
    return compiled;
  }

  private static Program model() {
    Dense pixels = Dense.of("pixels", SIZE);
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.of(Expr.filled(1, Shape.of(SIZE)), Expr.of(1)));
              Expr logits = pixels.apply(p, p.input("who", 2));
              p.sample("x", Bernoulli.ofLogits(logits.plus(z.times(0.1))));
            });
  }

  private static Program guide() {
    Dense mean = Dense.of("latent", SIZE);
    Param spread = Param.of("spread").constant(1);
    return p ->
        p.plate(
            "rows",
            () ->
                p.sample("z", Normal.of(mean.apply(p, p.input("who", 2)), p.param(spread).exp())));
  }

  /** Two rows that differ only in which row of a kernel they read; every pixel is a fair coin. */
  private static Data twoRows() {
    double[] half = new double[2 * SIZE];
    Arrays.fill(half, 0.5);
    return Data.of(
        Column.ofDoubles("who", new double[] {1, 0, 0, 1}, 2),
        Column.ofDoubles("x", half, SIZE).binarized());
  }
}
