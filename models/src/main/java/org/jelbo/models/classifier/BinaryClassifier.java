package org.jelbo.models.classifier;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.MaximumLikelihood;

/**
 * A classifier of points in two classes, ReLU between layers:
 *
 * <pre>
 * p(y = 1 | x) = sigmoid(classifier(x))
 * </pre>
 */
public final class BinaryClassifier {
  private final int inputs;
  private final Mlp network;

  private BinaryClassifier(int inputs, long... hidden) {
    this.inputs = inputs;
    long[] widths = Arrays.copyOf(hidden, hidden.length + 1);
    widths[hidden.length] = 1;
    network = Mlp.of("classifier", widths).activation(Activation.RELU);
  }

  /**
   * The classifier of points.
   *
   * @param inputs entries of x, at least 1
   * @param hidden units of each hidden layer
   */
  public static BinaryClassifier of(int inputs, long... hidden) {
    return new BinaryClassifier(inputs, hidden);
  }

  /**
   * Classes of points: site {@code y}, 0 or 1, from the input {@code x} in plate {@code points}.
   */
  public Program model() {
    return p ->
        p.plate(
            "points",
            () ->
                p.sample(
                    "y", Bernoulli.ofLogits(network.apply(p, p.input("x", inputs)).reshape())));
  }

  /** What trains it, given the classes {@code y}: the cross-entropy. */
  public MaximumLikelihood likelihood() {
    return MaximumLikelihood.of(model()).given("y");
  }
}
