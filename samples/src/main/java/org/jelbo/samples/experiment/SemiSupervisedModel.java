package org.jelbo.samples.experiment;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.jelbo.inference.compilation.ProductTimer;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.ssvae.Ssvae;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.report.ImageGrid;

/**
 * The autoencoder of which some images have labels: batches of all images, and all the labelled
 * ones in every step.
 *
 * @param labelled which images have labels
 */
record SemiSupervisedModel(SsvaeSettings sizes, LabelledRows labelled) implements BundledModel {
  private static final int COLUMNS = 20;

  @Override
  public String name() {
    return "ssvae";
  }

  @Override
  public String description() {
    return "The autoencoder of images of which a few have labels.";
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = new Gson().toJsonTree(sizes).getAsJsonObject();
    settings.addProperty("labelled", labelled.description());
    return settings;
  }

  @Override
  public Map<String, IntFunction<Objective>> objectives() {
    Ssvae model = Ssvae.of(sizes);
    Map<String, IntFunction<Objective>> objectives = new LinkedHashMap<>();
    objectives.put("sum", model::objective);
    objectives.put("elbo", particles -> model.elbo().particles(particles));
    return objectives;
  }

  @Override
  public long steps() {
    return 30_000;
  }

  @Override
  public Map<String, Feed> feeds(ImageSet train) {
    ImageSet seen = labelled.of(train);
    return Map.of(
        Ssvae.UNLABELLED,
        data(train).batch(Training.BATCH).shards(shards()),
        Ssvae.LABELLED,
        binarized(seen).batch(seen.count()));
  }

  /** The bound of images whose labels are not seen, and how many labels are right. */
  @Override
  public Map<String, Double> measure(Fit fit, ImageSet test, long seed) {
    Map<String, Double> measured = new LinkedHashMap<>();
    if (sizes.boundWeight() > 0) {
      Map<String, Double> bound = bound(fit, test, seed);
      measured.put("nelbo", bound.values().stream().mapToDouble(Double::doubleValue).sum());
      measured.putAll(bound);
    }
    measured.put("accuracy", accuracy(fit, test));
    return measured;
  }

  @Override
  public Map<String, ToDoubleFunction<Fit>> metrics(ImageSet test) {
    return Map.of("accuracy", fit -> accuracy(fit, test));
  }

  private Map<String, Double> bound(Fit fit, ImageSet test, long seed) {
    Datasets both = Datasets.of(Ssvae.UNLABELLED, data(test)).and(Ssvae.LABELLED, binarized(test));
    Evaluation all = fit.evaluate(both, Training.EVALUATION_DRAWS, seed);
    Map<String, Double> bound = new LinkedHashMap<>();
    for (String part : List.of("kl", "rec")) {
      bound.put(part, all.part(Ssvae.UNLABELLED + "/" + part));
    }
    return bound;
  }

  /** The share of grey images whose most probable label by {@code q(y | x)} is theirs. */
  double accuracy(Fit fit, ImageSet test) {
    Data grey =
        Data.of(
            Column.ofBytes("x", test.pixels(), test.pixelsPerImage()).scaled(255), labels(test));
    return fit.predicting(Ssvae.LABELLED).accuracy(grey, "y").value();
  }

  private Data binarized(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255).binarized(),
        labels(images));
  }

  private Column labels(ImageSet images) {
    return Column.ofBytes("y", images.labels()).oneHot(sizes.labels());
  }

  @Override
  public Fit evidence(Fit fit) {
    return fit.predicting(Ssvae.UNLABELLED);
  }

  /** Every label in several styles. */
  @Override
  public ImageGrid samples(Fit fit, long seed) {
    return StyleGrid.of(fit, seed).greyPicture();
  }

  @Override
  public ImageGrid reconstructions(Fit fit, ImageSet test) {
    return Pictures.reconstructions(fit, test, COLUMNS);
  }

  /** First layers once for each image, all others once for each label. */
  @Override
  public List<ProductTimer.Product> products() {
    long hidden = sizes.hidden();
    long latents = sizes.latents();
    long labels = sizes.labels();
    long each = labels * Training.BATCH;
    List<ProductTimer.Product> products = new ArrayList<>();
    products.addAll(ProductTimer.ofTraining(Training.BATCH, false, sizes.pixels(), hidden));
    products.addAll(ProductTimer.ofTraining(each, true, hidden, hidden, 2 * latents));
    products.addAll(ProductTimer.ofTraining(each, true, latents, hidden, hidden, sizes.pixels()));
    for (int feed = 0; feed < 2; feed++) {
      products.addAll(
          ProductTimer.ofTraining(Training.BATCH, false, sizes.pixels(), hidden, hidden, labels));
    }
    return products;
  }
}
