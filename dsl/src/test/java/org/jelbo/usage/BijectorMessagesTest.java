package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import java.util.Arrays;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.bijector.CentredSoftmax;
import org.jelbo.dsl.bijector.Chain;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.bijector.Inverse;
import org.jelbo.dsl.bijector.LowerTriangular;
import org.jelbo.dsl.bijector.Permutation;
import org.jelbo.dsl.bijector.StickBreaking;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.PointMass;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Initializer;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Every refusal of maps, of what is transformed by them, and of parameters on supports. */
final class BijectorMessagesTest {
  private static Expr filled(long... sizes) {
    return Expr.filled(0.5, Shape.of(sizes));
  }

  @Test
  void argumentsOfAnotherSize() {
    String problem = "expected x of event shape [..., 2], but got ";
    assertRefused(
        "CentredSoftmax",
        () -> CentredSoftmax.of(3).forward(filled(2, 3)),
        problem + "[2, 3]",
        "a map made for event shape [2, 3]");
    assertRefused(
        "StickBreaking",
        () -> StickBreaking.of(3).logDet(Expr.of(0)),
        problem + "[]",
        "a map made for event shape []");
    assertRefused(
        "StickBreaking",
        () -> StickBreaking.of(3).inverse(filled(2)),
        "expected y of event shape [..., 3], but got [2]",
        "a map made for event shape [2]");
    assertRefused(
        "LowerTriangular",
        () -> LowerTriangular.of(3).forward(filled(5)),
        "expected x of event shape [..., 6], but got [5]",
        "a map made for event shape [5]");
    assertRefused(
        "LowerTriangular",
        () -> LowerTriangular.of(3).inverse(filled(3)),
        "expected y of event shape [..., 3, 3], but got [3]",
        "a map made for event shape [3]");
    assertRefused(
        "Permutation",
        () -> Permutation.of(1, 0).forward(filled(3)),
        problem + "[3]",
        "a map made for event shape [3]");
    assertRefused(
        "Affine",
        () -> Affine.of(filled(3), Expr.of(1)).eventShape(Shape.scalar()),
        "expected x of event shape [3], but got []",
        "a map made for event shape []");
  }

  @Test
  void parametersThatMakeNoMap() {
    assertRefused(
        "Affine",
        () -> Affine.of(0, 0),
        "expected a finite scale other than 0, but got [0.0]",
        "Affine.of(0, 1), or values of the program");
    assertRefused(
        "Affine",
        () -> Affine.of(Double.NaN, 1),
        "expected a finite loc, but got [NaN]",
        "Affine.of(0, 1), or values of the program");
    assertRefused(
        "StickBreaking",
        () -> StickBreaking.of(1),
        "expected a size of 2 or more, but got 1",
        "StickBreaking.of(3)");
    assertRefused(
        "LowerTriangular",
        () -> LowerTriangular.of(0),
        "expected a size of 1 or more, but got 0",
        "LowerTriangular.of(3)");
    assertRefused(
        "Permutation",
        () -> Permutation.of(0, 2),
        "expected each number from 0 to the last dim's size - 1 once, but got [0, 2]",
        "Permutation.of(2, 0, 1)");
    assertRefused(
        "Chain", () -> Chain.of(), "expected one map or more, but got none", "Identity.of()");
    assertRefused(
        "chosen",
        () -> LastDim.chosen(filled(3), 0, 3),
        "expected one place or more from 0 to 2, but got [0, 3]",
        "places counted from 0 along the last dim");
  }

  @Test
  @SuppressWarnings("NullAway")
  void whatIsNotThere() {
    assertRefused(
        "Chain", () -> Chain.of(Exp.of(), null), "expected a map, but got null", "Identity.of()");
    assertRefused(
        "Chain", () -> Chain.of((Bijector[]) null), "expected maps, but got null", "Identity.of()");
    assertRefused("Chain", () -> new Chain(null), "expected maps, but got null", "Identity.of()");
    assertRefused(
        "Permutation",
        () -> Permutation.of((int[]) null),
        "expected an order, but got null",
        "Permutation.of(2, 0, 1)");
    assertRefused(
        "Permutation",
        () -> new Permutation(Arrays.asList(0, null)),
        "expected a place, but got null",
        "Permutation.of(2, 0, 1)");
    assertRefused(
        "Inverse", () -> Inverse.of(null), "expected a map, but got null", "Inverse.of(Exp.of())");
    assertRefused(
        "Affine",
        () -> Affine.of(null, Expr.of(1)),
        "expected loc, but got null",
        "Expr.of(0), or a value of the program");
    assertRefused(
        "Transformed",
        () -> Transformed.of(null, Exp.of()),
        "expected a base distribution, but got null",
        "Normal.standard(3)");
    assertRefused(
        "Transformed",
        () -> Transformed.of(Normal.of(0, 1), null),
        "expected a map, but got null",
        "Exp.of()");
  }

  @Test
  void setsThatMapsDoNotTake() {
    Bijector log = Inverse.of(Exp.of());
    assertRefused(
        "image of Inverse",
        () -> Transformed.of(Normal.of(0, 1), log),
        "expected single entries in the map's domain, positive numbers, but got real numbers",
        "another map before it, such as Bijector.onto(...) of the domain");
    assertRefused(
        "image of Inverse",
        () -> Transformed.of(Normal.standard(3), Inverse.of(StickBreaking.of(3))),
        "expected the map's domain, vectors of 3 positive numbers that sum to 1, but got real"
            + " numbers",
        "another map before it, such as Bijector.onto(...) of the domain");
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Bijector trained = Affine.of(evaluation.fedScalar(1), Expr.of(2));
      assertRefused(
          "image of Affine",
          () -> Transformed.of(Exponential.ofRate(Expr.of(1)), trained),
          "expected a map of which one support says where real numbers from 0 go, but"
              + " that depends on the entry, or on values of the graph",
          "constants that are equal for all entries, or a base on all of real numbers and this map"
              + " after it");
    }
  }

  @Test
  void basesThatCannotBeTransformed() {
    assertRefused(
        "Transformed",
        () -> Transformed.of(Bernoulli.ofLogits(Expr.of(0)), Affine.of(0, 2)),
        "expected a base with a density over real numbers, but Bernoulli has finitely many values",
        "a function of the site's value: probabilities have no log-determinant");
    assertRefused(
        "Transformed",
        () -> Transformed.of(PointMass.of(Expr.of(1)), Affine.of(0, 2)),
        "expected a base with a density over real numbers, but PointMass has finitely many values",
        "a function of the site's value: probabilities have no log-determinant");
    assertRefused(
        "Transformed",
        () -> Transformed.of(Poisson.ofRate(1), Affine.of(0, 2)),
        "expected a base with a density over real numbers, but Poisson is over whole numbers from"
            + " 0",
        "a function of the site's value: probabilities have no log-determinant");
    assertRefused(
        "Transformed",
        () -> Transformed.of(Normal.of(0, 1), StickBreaking.of(2)),
        "expected a base of 1 event dims or more for StickBreaking, but Normal has event shape []",
        "a base of a larger event");
    assertRefused(
        "Transformed.ofEach",
        () -> Transformed.ofEach(Normal.standard(2), StickBreaking.of(3)),
        "expected a map of single entries, but StickBreaking maps events of 1 dims",
        "Transformed.of");
    assertRefused(
        "log-probability of Transformed",
        () -> Transformed.of(Normal.standard(2), StickBreaking.of(3)).logProb(filled(2)),
        "expected a value of event shape [3], but got [2]",
        "a value of event shape [3], or a distribution of event shape [2]");
  }

  @Test
  void momentsWithoutClosedForm() {
    Distribution squashed = Transformed.of(Normal.of(0, 1), Exp.of());
    String problem =
        "expected a map that only scales, shifts and reorders entries, but Exp does more, and there"
            + " is no closed form";
    String remedy = "Monte Carlo, the mean over draws, or a family that has it, such as LogNormal";
    assertRefused("mean of Transformed", () -> squashed.mean(), problem, remedy);
    assertRefused("variance of Transformed", () -> squashed.variance(), problem, remedy);
    assertRefused("entropy of Transformed", () -> squashed.entropy(), problem, remedy);
  }

  @Test
  void parametersOnSupports() {
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", 3).onto(Support.booleans()),
        "expected a support of real numbers, which can be trained, but got zeros and ones",
        "probabilities or logits of the whole numbers");
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", 3).onto(new Support.Interval(1, 1)),
        "expected an interval with numbers between its ends, but got 1.0 and 1.0",
        "new Support.Interval(-1, 1)");
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", 3).onto(new Support.Simplex(4)),
        "expected a shape that ends in [4] for vectors of 4 positive numbers that sum to 1, but"
            + " got [3]",
        "another shape, or a support of its size");
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", 3, 2).lowerTriangular(),
        "expected a square matrix along the last two dims, but got shape [3, 2]",
        "Param.of(\"w\", 3, 3).lowerTriangular()");
    assertRefused(
        "parameter 'w'",
        () -> new Initializer.Diagonal(1).values(1, "w", Shape.of(3, 2)),
        "expected a square matrix to start at a diagonal, but got shape [3, 2]",
        "Param.of(\"w\", 3, 3).diagonal(1)");
    assertRefused(
        "diagonal",
        () -> Param.of("w", 3, 3).diagonal(Double.NaN),
        "expected a finite number, but got NaN",
        "diagonal(1)");
    assertRefused(
        "parameter 'w'",
        () -> new Initializer.Orthogonal(1).values(1, "w", Shape.of(3)),
        "expected a matrix to start orthogonal, but got shape [3]",
        "another start: normal(0.1)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void gainsOfOrthogonalStarts(double gain) {
    assertRefused(
        "orthogonal",
        () -> new Initializer.Orthogonal(gain),
        "expected a finite gain above 0, but got " + gain,
        "new Initializer.Orthogonal(1)");
  }
}
