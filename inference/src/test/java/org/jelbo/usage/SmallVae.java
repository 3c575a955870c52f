package org.jelbo.usage;

import java.util.List;
import java.util.SplittableRandom;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;

/**
 * The autoencoder of the tests: {@code p(x, z) = N(z; 0, I) Bernoulli(x; decoder(z))}.
 *
 * @param pixels entries of x
 * @param width of the hidden layers
 * @param hidden how many hidden layers either network has
 * @param latents entries of z
 */
public record SmallVae(int pixels, int width, int hidden, int latents) {
  /** Six pixels, seven hidden units, two latents: the network of the references. */
  public static SmallVae tiny() {
    return new SmallVae(6, 7, 1, 2);
  }

  /** Latents and pixels, row by row. */
  public Program model() {
    Mlp decoder = network("dec", pixels);
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(latents));
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
            });
  }

  /** Latents from pixels. */
  public Program guide() {
    Mlp encoder = network("enc", 2L * latents);
    return p ->
        p.plate(
            "images",
            () -> {
              Expr x = p.input("x", pixels);
              p.sample("z", gaussian(encoder.apply(p, x)));
            });
  }

  /** The bound. */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x");
  }

  /** The mean, and the variance through softplus, from the halves of a layer's output. */
  public static Normal gaussian(Expr head) {
    List<Expr> halves = head.split(2);
    return Normal.ofMeanAndVariance(halves.get(0), halves.get(1).softplus().plus(1e-8));
  }

  /** Zeros and ones, each row around one of four patterns. */
  public Data data(int rows) {
    return Data.of(Column.ofBytes("x", bits(rows), pixels));
  }

  /** The bytes of {@link #data}. */
  public byte[] bits(int rows) {
    SplittableRandom random = new SplittableRandom(5);
    byte[] bits = new byte[rows * pixels];
    for (int row = 0; row < rows; row++) {
      int pattern = random.nextInt(4);
      for (int i = 0; i < pixels; i++) {
        boolean isOn = (i * 4 / pixels + pattern) % 4 < 2;
        bits[row * pixels + i] = (byte) (random.nextDouble() < (isOn ? 0.9 : 0.1) ? 1 : 0);
      }
    }
    return bits;
  }

  private Mlp network(String name, long output) {
    long[] widths = new long[hidden + 1];
    java.util.Arrays.fill(widths, width);
    widths[hidden] = output;
    return Mlp.of(name, widths).activation(Activation.ELU);
  }
}
