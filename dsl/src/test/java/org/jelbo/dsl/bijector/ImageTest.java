package org.jelbo.dsl.bijector;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Where maps take sets, and the laws of composition. */
final class ImageTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Support REALS = Support.reals();
  private static final Support POSITIVE = Support.positive();

  private static Support interval(double low, double high) {
    return new Support.Interval(low, high);
  }

  @Test
  void endsGoWhereTheMapTakesThem() {
    assertThat(Affine.of(2, 3).image(REALS)).isEqualTo(REALS);
    assertThat(Affine.of(2, 3).image(interval(0, 1))).isEqualTo(interval(2, 5));
    assertThat(Affine.of(2, -3).image(interval(0, 1))).isEqualTo(interval(-1, 2));
    assertThat(Affine.of(0, 3).image(POSITIVE)).isEqualTo(POSITIVE);
    assertThat(Affine.of(1, 3).image(POSITIVE)).isEqualTo(interval(1, INFINITY));
    assertThat(Affine.of(0, -3).image(POSITIVE)).isEqualTo(interval(-INFINITY, 0));
    assertThat(Affine.of(0, 3).image(interval(0, INFINITY))).isEqualTo(interval(0, INFINITY));
    assertThat(Affine.of(0, -1).image(interval(-INFINITY, 0))).isEqualTo(interval(0, INFINITY));
    assertThat(Exp.of().image(REALS)).isEqualTo(POSITIVE);
    assertThat(Exp.of().image(interval(-INFINITY, 0))).isEqualTo(interval(0, 1));
    assertThat(Exp.of().image(interval(0, INFINITY))).isEqualTo(interval(1, INFINITY));
    assertThat(Softplus.of().image(REALS)).isEqualTo(POSITIVE);
    assertThat(Tanh.of().image(POSITIVE)).isEqualTo(interval(0, 1));
    assertThat(Sigmoid.of(-2, 4).image(POSITIVE)).isEqualTo(interval(1, 4));
    assertThat(Inverse.of(Exp.of()).image(POSITIVE)).isEqualTo(REALS);
    assertThat(Inverse.of(Exp.of()).image(interval(1, INFINITY))).isEqualTo(interval(0, INFINITY));
    assertThat(Inverse.of(Tanh.of()).image(interval(-1, 1))).isEqualTo(REALS);
  }

  @Test
  void vectorsAndMatricesGoWhole() {
    Support simplex = new Support.Simplex(3);
    Support matrices = new Support.LowerTriangular(3);
    assertThat(StickBreaking.of(3).image(REALS)).isEqualTo(simplex);
    assertThat(Inverse.of(CentredSoftmax.of(3)).image(simplex)).isEqualTo(REALS);
    assertThat(LowerTriangular.of(3).image(REALS)).isEqualTo(matrices);
    assertThat(Permutation.of(2, 0, 1).image(simplex)).isEqualTo(simplex);
    assertThat(Permutation.of(2, 0, 1).image(POSITIVE)).isEqualTo(POSITIVE);
    assertThat(Identity.of().image(matrices)).isEqualTo(matrices);
  }

  @Test
  void domainsOfChainsAreWhatAllMapsTake() {
    Bijector log = Inverse.of(Exp.of());
    assertThat(Chain.of(log, Exp.of()).domain()).isEqualTo(POSITIVE);
    assertThat(Chain.of(Affine.of(0, 2), log).domain()).isEqualTo(POSITIVE);
    assertThat(Chain.of(Affine.of(1, -1), log).domain()).isEqualTo(interval(-INFINITY, 1));
    assertThat(Chain.of(Exp.of(), log).domain()).isEqualTo(REALS);
    assertThat(Chain.of(Affine.of(0, 2), log).support()).isEqualTo(REALS);
  }

  @Test
  void theFirstMapIsAppliedFirst() {
    Bijector chain = Chain.of(Affine.of(1, 2), Exp.of());
    assertThat(chain.forward(Expr.of(0.5)).constant()).containsExactly(Math.exp(2));
    assertThat(chain.inverse(Expr.of(Math.exp(2))).constant()).containsExactly(0.5);
    assertThat(chain.logDet(Expr.of(0.5)).constant()).containsExactly(Math.log(2) + 2);
  }

  @Test
  void ranksOfChainsCountTheDimsOfOneMap() {
    Bijector soft = CentredSoftmax.of(3);
    Bijector triangle = LowerTriangular.of(2);
    assertThat(Chain.of(Exp.of(), Tanh.of()).freeRank()).isEqualTo(0);
    assertThat(Chain.of(Exp.of(), soft).freeRank()).isEqualTo(1);
    assertThat(Chain.of(triangle, Identity.of()).freeRank()).isEqualTo(1);
    assertThat(Chain.of(triangle, Identity.of()).eventRank()).isEqualTo(2);
    assertThat(Chain.of(triangle, Permutation.of(1, 0)).eventRank()).isEqualTo(2);
    assertThat(Inverse.of(triangle).freeRank()).isEqualTo(2);
    assertThat(Chain.of(Inverse.of(triangle), soft).freeRank()).isEqualTo(2);
    assertThat(Chain.of(soft, Inverse.of(triangle)).freeRank()).isEqualTo(2);
    assertThat(Chain.of(triangle, soft).eventShape(Shape.of(5, 3))).isEqualTo(Shape.of(5, 2, 3));
  }

  @Test
  void anInverseOfAnInverseIsTheMap() {
    Bijector map = Affine.of(1, 2);
    assertThat(Inverse.of(Inverse.of(map))).isSameAs(map);
    assertThat(Inverse.of(map)).isEqualTo(Inverse.of(Affine.of(1, 2)));
    assertThat(Affine.of(1, 2)).isNotEqualTo(Affine.of(1, 3)).isNotEqualTo(Affine.of(2, 2));
    assertThat(Inverse.of(map).parameters()).isEqualTo(map.parameters());
    assertThat(Chain.of(Exp.of(), map).parameters()).containsOnlyKeys("1.loc", "1.scale");
  }
}
