package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class MultinomialTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        byLogits("four categories", 7).parameter("logits", 1, 0.2, 0, -1),
        byLogits("two vectors", 3)
            .parameter("logits", new double[] {0, 1, 2, 2, -1, 0}, Shape.of(2, 3)),
        byLogits("a category that never occurs", 5)
            .parameter("logits", 0, 1, Double.NEGATIVE_INFINITY),
        byLogits("one category", 5).parameter("logits", new double[] {0.5}, Shape.of(1)),
        byLogits("no trials", 0).parameter("logits", 0.5, 1),
        byLogits("many trials", 500).parameter("logits", 0.5, 1, -2, 0.1, 0, 3, -1),
        Case.of(
                "trials for all vectors",
                p -> Multinomial.ofLogits(p.param("trials"), p.param("logits")))
            .parameter("trials", 6)
            .parameter("logits", new double[] {0, 1, 2, 2, -1, 0}, Shape.of(2, 3))
            .fixed("trials"),
        Case.of(
                "trials for each vector",
                p -> Multinomial.ofLogits(p.param("trials"), p.param("logits")))
            .parameter("trials", new double[] {4, 9}, Shape.of(2))
            .parameter("logits", new double[] {0, 1, 2, 2, -1, 0}, Shape.of(2, 3))
            .fixed("trials"),
        Case.of("probabilities", p -> Multinomial.ofProbabilities(9, p.param("probabilities")))
            .parameter("probabilities", 0.3, 0, 0.5, 0.2)
            .fixed("probabilities"));
  }

  private static Case byLogits(String name, int trials) {
    return Case.of(name, p -> Multinomial.ofLogits(trials, p.param("logits")));
  }

  @Test
  void trialsAreTheFirstParameter() {
    Expr logits = Expr.of(new double[] {0, 1});
    Map<String, Expr> parameters = Multinomial.ofLogits(7, logits).parameters();
    assertThat(parameters.keySet()).containsExactly("trials", "logits");
    assertThat(Objects.requireNonNull(parameters.get("trials")).constant()).containsExactly(7);
  }
}
