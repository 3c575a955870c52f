package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import java.util.List;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Matrices;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Every refusal of mixtures, normal vectors and matrices, word for word, with the Java line. */
final class MixtureMessagesTest {
  private static Expr filled(double value, long... sizes) {
    return Expr.filled(value, Shape.of(sizes));
  }

  private static Expr matrix(double... values) {
    return Expr.of(values, Shape.of(2, 2));
  }

  @Test
  void mixturesWhoseLogitsDoNotFit() {
    String remedy = "Mixture.ofRows for one choice an event, Mixture.ofEach for one an entry";
    String rows = "expected logits [K] and components [K, event...], but got event shapes ";
    String each =
        "expected logits [event..., K] or [K] and components [event..., K], but got event shapes ";
    assertRefused(
        "Mixture",
        () -> Mixture.ofRows(filled(0, 3), Normal.standard(2, 3)),
        rows + "[3] and [2, 3]",
        remedy);
    assertRefused("Mixture", () -> Mixture.ofRows(Normal.standard()), rows + "[] and []", remedy);
    assertRefused(
        "Mixture",
        () -> Mixture.ofEach(filled(0, 2), Normal.standard(2, 3)),
        each + "[2] and [2, 3]",
        remedy);
    assertRefused(
        "Mixture",
        () -> Mixture.ofEach(filled(0, 4, 3), Normal.standard(2, 3)),
        each + "[4, 3] and [2, 3]",
        remedy);
    assertRefused(
        "Mixture",
        () -> Mixture.ofEach(filled(0, 1, 1, 3), Normal.standard(2, 3)),
        each + "[1, 1, 3] and [2, 3]",
        remedy);
  }

  @Test
  void momentsOfAngles() {
    String problem =
        "expected components on a line, but the moments of VonMises are those of a circle";
    String remedy = "means of draws, or of their sines and cosines";
    VonMises angles = VonMises.of(Expr.of(new double[] {0, 1}), Expr.of(3));
    Mixture rows = Mixture.ofRows(angles);
    Mixture each = Mixture.ofEach(filled(0, 2), angles);
    assertRefused("mean of Mixture", () -> rows.mean(), problem, remedy);
    assertRefused("variance of Mixture", () -> rows.variance(), problem, remedy);
    assertRefused("mean of Mixture", () -> each.mean(), problem, remedy);
    assertRefused("variance of Mixture", () -> each.variance(), problem, remedy);
    Transformed turned = Transformed.of(angles, Affine.of(0, 2));
    assertRefused("mean of Transformed", () -> turned.mean(), problem, remedy);
    assertRefused("variance of Transformed", () -> turned.variance(), problem, remedy);
  }

  @Test
  @SuppressWarnings("NullAway")
  void mixturesOfNothing() {
    String problem = "expected components, but got null";
    String remedy = "Normal.standard(3)";
    assertRefused("Mixture", () -> Mixture.ofRows(null), problem, remedy);
    assertRefused("Mixture", () -> Mixture.ofRows(filled(0, 3), null), problem, remedy);
    assertRefused("Mixture", () -> Mixture.ofEach(filled(0, 3), null), problem, remedy);
    assertRefused(
        "Mixture",
        () -> Mixture.ofRows(null, Normal.standard(3)),
        "expected logits, but got null",
        "Expr.of(0), or a value of the program");
  }

  @Test
  void entropiesOfMixturesOfDifferentComponents() {
    Normal rows = Normal.of(Expr.of(new double[] {0, 1}), Expr.of(1));
    String problem = "expected a closed form, but a mixture of different components has none";
    String remedy = "the mean of -logProb over draws, or the divergence by draws";
    assertRefused("entropy of Mixture", () -> Mixture.ofRows(rows).entropy(), problem, remedy);
    assertRefused(
        "entropy of Mixture",
        () -> Mixture.ofEach(filled(0, 2), rows).entropyOfEach(),
        problem,
        remedy);
  }

  @Test
  void normalVectorsWhoseParametersDoNotFit() {
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndScaleTril(Expr.of(0), filled(1, 1, 1)),
        "expected a mean of event shape [n], but got []",
        "reshape it to a vector");
    String remedy = "a matrix with a row and a column for each entry of the mean";
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndScaleTril(filled(0, 3), matrix(1, 0, 0, 1)),
        "expected a scaleTril of event shape [3, 3], but got [2, 2]",
        remedy);
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndCovariance(filled(0, 2), filled(1, 2)),
        "expected a covariance of event shape [2, 2], but got [2]",
        remedy);
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofDiagonalPlusLowRank(filled(0, 2), filled(1, 2), filled(1, 3, 1)),
        "expected a mean [n], a diagonal [n] and a factor [n, r], but got event shapes [2], [2] and"
            + " [3, 1]",
        "a diagonal and a factor with a row for each entry of the mean");
  }

  @Test
  void normalVectorsWhoseMatricesAreNone() {
    Expr mean = filled(0, 2);
    String remedy = "softplus of an unconstrained value, plus a small constant";
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndScaleTril(mean, matrix(1, 0, 1, -1)),
        "expected a positive diagonal of scaleTril, but got -1.0",
        remedy);
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofDiagonalPlusLowRank(mean, filled(0, 2), filled(1, 2, 1)),
        "expected a positive diagonal, but got 0.0",
        remedy);
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndScaleTril(mean, matrix(1, 0.5, 0, 1)),
        "expected zeros above the diagonal of scaleTril, but got 0.5",
        "Matrices.lowerTriangle(it), or ofMeanAndCovariance");
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndCovariance(mean, matrix(1, 0.5, 0.25, 1)),
        "expected a symmetric covariance, but got 0.5 across from 0.25",
        "the mean of the matrix and its transpose");
    assertRefused(
        "MultivariateNormal",
        () -> MultivariateNormal.ofMeanAndCovariance(mean, matrix(1, 2, 2, 1)),
        "expected a positive definite covariance, but it has no Cholesky factor",
        "add a small constant to its diagonal");
  }

  @Test
  void normalVectorsWhoseSourcesAreTheSame() {
    assertRefused(
        "MultivariateNormal",
        () ->
            MultivariateNormal.ofDiagonalPlusLowRank(
                filled(0, 2), filled(0x1p-40, 2), filled(1, 2, 2)),
        "expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their"
            + " products cancels",
        "a larger diagonal, or fewer columns");
  }

  @Test
  void matricesThatDoNotFit() {
    assertRefused(
        "matrix product",
        () -> Matrices.product(filled(1, 2, 3), filled(1, 2, 3)),
        "expected a second matrix of 3 rows, but got [2, 3] and [2, 3]",
        "Matrices.transposed of one of them");
    assertRefused(
        "matrix product",
        () -> Matrices.productOfRows(filled(1, 2, 3), filled(1, 3, 2)),
        "expected a second matrix of 3 columns, but got [2, 3] and [3, 2]",
        "Matrices.transposed of one of them");
    assertRefused(
        "matrix product",
        () -> Matrices.product(filled(1, 2), filled(1, 2, 3)),
        "expected an event of rank 2, but got event shape [2]",
        "reshape it to one of rank 2");
    assertRefused(
        "inverse",
        () -> Matrices.inverseOfLowerTriangle(filled(1, 2, 3)),
        "expected a square matrix, but got event shape [2, 3]",
        "an event of shape [n, n]");
    assertRefused(
        "joined",
        () -> Events.joined(List.of(filled(1, 2, 3), filled(1, 3, 3))),
        "expected values of the same axes and sizes but for the last, but got constant [] [2, 3]"
            + " and constant [] [3, 3]",
        "reshape one of them, or add zeros that have the axes");
  }
}
