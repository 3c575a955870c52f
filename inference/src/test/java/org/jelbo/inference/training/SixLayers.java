package org.jelbo.inference.training;

import org.jelbo.usage.SmallVae;

/** A fit of networks of six layers, deep enough for an ungated update to overtake a read. */
final class SixLayers {
  /** What the line of a process's output begins with. */
  static final String MARK = "digest ";

  private SixLayers() {}

  /** Fits, each batch in so many shards, and tells the digest of the parameters. */
  static String digest(int shards) {
    SmallVae vae = new SmallVae(64, 100, 5, 8);
    Trainer trainer = Trainer.of(vae.elbo()).seed(17).feed(vae.data(500).batch(100).shards(shards));
    try (Fit fit = trainer.steps(60).run()) {
      return fit.digest();
    }
  }

  /** Prints the digest for the process that started this one. */
  public static void main(String[] arguments) {
    System.out.println(MARK + digest(Integer.parseInt(arguments[0])));
  }
}
