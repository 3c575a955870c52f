package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jelbo.inference.compilation.ProductTimer;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.fsvae.Fsvae;
import org.jelbo.models.fsvae.FsvaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/** The fully supervised autoencoder on coloured house numbers. */
record SupervisedModel(FsvaeSettings sizes) implements BundledModel {
  private static final int COLUMNS = 20;

  @Override
  public String name() {
    return "fsvae";
  }

  @Override
  public String description() {
    return "The autoencoder of labelled images, in colour.";
  }

  @Override
  public JsonObject settings() {
    return new Gson().toJsonTree(sizes).getAsJsonObject();
  }

  @Override
  public Map<String, IntFunction<Objective>> objectives() {
    Fsvae model = Fsvae.of(sizes);
    return Map.of("elbo", particles -> model.elbo().particles(particles));
  }

  @Override
  public List<DigitData.Source> sources() {
    return List.of(DigitData.Source.STREET_DIGITS, DigitData.Source.SVHN);
  }

  @Override
  public long steps() {
    return 12_000;
  }

  @Override
  public Data data(ImageSet images) {
    return DigitData.labelled(images);
  }

  /** Its products are large enough to keep all processors busy. */
  @Override
  public int shards() {
    return 1;
  }

  /** Every digit in several styles. */
  @Override
  public ImageGrid samples(Fit fit, long seed) {
    return StyleGrid.of(fit, seed).picture();
  }

  @Override
  public ImageGrid reconstructions(Fit fit, ImageSet test) {
    return Pictures.reconstructionsOfColour(fit, test, COLUMNS);
  }

  @Override
  public List<ProductTimer.Product> products() {
    long hidden = sizes.hidden();
    List<ProductTimer.Product> products = new ArrayList<>();
    products.addAll(
        ProductTimer.ofTraining(
            Training.BATCH, false, sizes.pixels(), hidden, hidden, 2L * sizes.latents()));
    products.addAll(
        ProductTimer.ofTraining(
            Training.BATCH, true, sizes.latents(), hidden, hidden, sizes.pixels()));
    return products;
  }
}
