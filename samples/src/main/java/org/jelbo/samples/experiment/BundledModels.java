package org.jelbo.samples.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jelbo.inference.objective.Objective;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.models.gmvae.Gmvae;
import org.jelbo.models.gmvae.GmvaeSettings;
import org.jelbo.models.hvae.Hvae;
import org.jelbo.models.hvae.HvaeSettings;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;

/** The bundled models by name. */
public final class BundledModels {
  private BundledModels() {}

  /** All of them, in the order to show them. */
  public static List<BundledModel> all() {
    return List.of(
        vae(VaeSettings.standard()),
        gmvae(GmvaeSettings.standard()),
        hvae(HvaeSettings.standard()),
        ssvae(),
        new SupervisedModel(FsvaeSettings.standard()));
  }

  /** The model of a name. */
  static Optional<BundledModel> named(String name) {
    return all().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return all().stream().map(BundledModel::name).collect(Collectors.toList());
  }

  static BundledModel vae(VaeSettings settings) {
    Vae vae = Vae.of(settings);
    long hidden = settings.hidden();
    return new Autoencoder(
        "vae",
        "The variational autoencoder.",
        settings,
        objectives(k -> vae.elbo().particles(k), k -> vae.iwae().particles(k)),
        List.of(
            new long[] {settings.pixels(), hidden, hidden, 2L * settings.latents()},
            new long[] {settings.latents(), hidden, hidden, settings.pixels()}));
  }

  static BundledModel gmvae(GmvaeSettings settings) {
    Gmvae gmvae = Gmvae.of(settings);
    long hidden = settings.hidden();
    Map<String, IntFunction<Objective>> objectives =
        objectives(k -> gmvae.elbo().particles(k), k -> gmvae.iwae().particles(k));
    objectives.put("component", k -> gmvae.componentElbo().particles(k));
    return new Autoencoder(
        "gmvae",
        "The autoencoder with a mixture of normals as its prior.",
        settings,
        objectives,
        List.of(
            new long[] {settings.pixels(), hidden, hidden, 2L * settings.latents()},
            new long[] {settings.latents(), hidden, hidden, settings.pixels()}));
  }

  static BundledModel hvae(HvaeSettings settings) {
    Hvae hvae = Hvae.of(settings);
    long hidden = settings.hidden();
    return new Autoencoder(
        "hvae",
        "The autoencoder with two layers of latents.",
        settings,
        objectives(k -> hvae.elbo().particles(k), k -> hvae.iwae().particles(k)),
        List.of(
            new long[] {settings.pixels(), hidden, hidden, 2L * settings.lower()},
            new long[] {settings.lower(), hidden, hidden, 2L * settings.upper()},
            new long[] {settings.upper(), hidden, hidden, 2L * settings.lower()},
            new long[] {settings.lower(), hidden, hidden, settings.pixels()}));
  }

  private static BundledModel ssvae() {
    return new SemiSupervisedModel(SsvaeSettings.standard(), LabelledRows.firstOfEach(10));
  }

  private static Map<String, IntFunction<Objective>> objectives(
      IntFunction<Objective> elbo, IntFunction<Objective> iwae) {
    Map<String, IntFunction<Objective>> objectives = new LinkedHashMap<>();
    objectives.put("elbo", elbo);
    objectives.put("iwae", iwae);
    return objectives;
  }
}
