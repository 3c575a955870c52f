package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jelbo.inference.compilation.ProductTimer;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/**
 * A model of binarized digits {@code x} without labels, and its guide.
 *
 * @param sizes the model's settings
 * @param networks the widths of each, the input's first; the first network reads the images
 */
record Autoencoder(
    String name,
    String description,
    Record sizes,
    Map<String, IntFunction<Objective>> objectives,
    List<long[]> networks)
    implements BundledModel {
  private static final int COLUMNS = 20;

  @Override
  public JsonObject settings() {
    return new Gson().toJsonTree(sizes).getAsJsonObject();
  }

  @Override
  public Map<String, Double> references(DigitData data) {
    return Map.of("independentPixels", IndependentPixels.nats(data.train(), data.test()));
  }

  @Override
  public ImageGrid samples(Fit fit, long seed) {
    return Pictures.samples(fit, seed, COLUMNS);
  }

  @Override
  public ImageGrid reconstructions(Fit fit, ImageSet test) {
    return Pictures.reconstructions(fit, test, COLUMNS);
  }

  @Override
  public List<ProductTimer.Product> products() {
    List<ProductTimer.Product> products = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      products.addAll(ProductTimer.ofTraining(Training.BATCH, i > 0, networks.get(i)));
    }
    return products;
  }
}
