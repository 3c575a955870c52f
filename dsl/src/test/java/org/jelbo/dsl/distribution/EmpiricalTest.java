package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class EmpiricalTest implements DistributionContract {
  private static final Support ALL = new Support.Integers(-9, 9);

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("numbers", p -> Empirical.ofRows(p.param("atoms"), p.param("logits")).within(ALL))
            .parameter("atoms", 3, -1, 0, 5)
            .parameter("logits", 0.5, 0, 1, -2)
            .fixed("atoms"),
        Case.of("equal weights", p -> Empirical.ofRows(p.param("atoms")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4}, Shape.of(3, 2))
            .fixed("atoms"),
        Case.of("weights", p -> Empirical.ofRows(p.param("atoms"), p.param("logits")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4}, Shape.of(3, 2))
            .parameter("logits", 0.5, -1, 0)
            .fixed("atoms"),
        Case.of("matrices", p -> Empirical.ofRows(p.param("atoms")).within(ALL))
            .parameter("atoms", new double[] {5, 1, 2, -1, 3, 4, 5, 6}, Shape.of(2, 2, 2))
            .fixed("atoms"));
  }

  /** Each would count as often as it is there with the weight of all of them. */
  @Test
  void rowsOfRunThatAreEqualAreNotEnumerated() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr atoms = evaluation.fed(new double[] {1, 2, 1, 3, 1, 2}, Shape.of(3, 2));
      Expr values = Empirical.ofRows(atoms).enumerate();
      assertThatThrownBy(() -> evaluation.values(values))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              """
              at Empirical in a run:
                expected 3 atoms that differ from each other, as each is enumerated, but some are equal
                try: each atom once, with the sum of their weights as its logit""");
    }
  }

  @Test
  void rowsOfRunThatDifferAreEnumerated() {
    double[] atoms = {1, 2, 1, 3, 0, 2};
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr values = Empirical.ofRows(evaluation.fed(atoms, Shape.of(3, 2))).enumerate();
      assertThat(evaluation.values(values)).containsExactly(atoms);
    }
  }
}
