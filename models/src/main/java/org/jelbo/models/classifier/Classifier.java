package org.jelbo.models.classifier;

import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.MaximumLikelihood;

/**
 * A classifier of vectors by two hidden layers:
 *
 * <pre>
 * p(y | x) = Cat(y; softmax(classifier(x)))
 * </pre>
 */
public final class Classifier {
  private final ClassifierSettings settings;
  private final Mlp network;

  private Classifier(ClassifierSettings settings) {
    this.settings = settings;
    network =
        Mlp.of("classifier", settings.hidden(), settings.hidden(), settings.labels())
            .activation(settings.activation());
  }

  /** The classifier of these settings. */
  public static Classifier of(ClassifierSettings settings) {
    return new Classifier(settings);
  }

  /**
   * Labels of images: site {@code y}, one-hot, from the input {@code x} in plate {@code images}.
   */
  public Program model() {
    return p ->
        p.plate(
            "images",
            () ->
                p.sample(
                    "y",
                    OneHotCategorical.ofLogits(network.apply(p, p.input("x", settings.pixels())))));
  }

  /** What trains it, given the labels {@code y}: the cross-entropy. */
  public MaximumLikelihood likelihood() {
    return MaximumLikelihood.of(model()).given("y");
  }
}
