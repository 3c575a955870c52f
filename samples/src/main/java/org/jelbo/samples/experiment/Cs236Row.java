package org.jelbo.samples.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.models.gmvae.GmvaeSettings;
import org.jelbo.models.vae.VaeSettings;

/**
 * A row of Stanford CS236's second assignment (2018): a model and the bounds that are known for it.
 * The published bounds, means of 100 runs of the reference, do not say which images they are of;
 * the yardstick's do.
 *
 * @param name of the experiment
 * @param model what is trained
 * @param published means of the reference, in nats per image
 * @param isPublishedOfAll whether they fit the whole test set better than the subset
 * @param yardstick means of a hand-written PyTorch version on the test subset, seeds 0, 1, 2
 * @param yardstickOfAll the same on the whole test set, seed 0
 */
public record Cs236Row(
    String name,
    BundledModel model,
    Map<String, Double> published,
    boolean isPublishedOfAll,
    Map<String, Double> yardstick,
    Map<String, Double> yardstickOfAll) {

  /** The rows on unlabelled MNIST. */
  public static List<Cs236Row> all() {
    return List.of(vae(), gmvae());
  }

  static Cs236Row vae() {
    return new Cs236Row(
        "cs236-vae",
        BundledModels.vae(VaeSettings.standard()),
        published(elbo(101.5, 19.29, 82.57), 99.83, 97.13, 96.10, 95.62),
        false,
        with(elbo(101.79, 19.21, 82.58), "iwae1000", 97.43),
        elbo(99.63, 19.18, 80.45));
  }

  static Cs236Row gmvae() {
    return new Cs236Row(
        "cs236-gmvae",
        BundledModels.gmvae(GmvaeSettings.standard()),
        published(elbo(97.22, 17.65, 79.58), 97.22, 94.74, 93.80, 93.38),
        true,
        with(elbo(99.02, 17.84, 81.17), "iwae1000", 95.10),
        elbo(97.00, 17.77, 79.23));
  }

  private static Map<String, Double> elbo(double nelbo, double kl, double rec) {
    return with(with(with(Map.of(), "nelbo", nelbo), "kl", kl), "rec", rec);
  }

  private static Map<String, Double> published(Map<String, Double> elbo, double... iwae) {
    Map<String, Double> bounds = elbo;
    int particles = 1;
    for (double bound : iwae) {
      bounds = with(bounds, "iwae" + particles, bound);
      particles *= 10;
    }
    return bounds;
  }

  private static Map<String, Double> with(Map<String, Double> bounds, String name, double bound) {
    Map<String, Double> more = new LinkedHashMap<>(bounds);
    more.put(name, bound);
    return Collections.unmodifiableMap(more);
  }
}
