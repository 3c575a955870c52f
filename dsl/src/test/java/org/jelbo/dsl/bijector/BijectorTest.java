package org.jelbo.dsl.bijector;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.BijectorContract;

/** Every map held to the contract. */
final class BijectorTest implements BijectorContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(elementwise(), affine(), ofVectors(), composed()).flatMap(cases -> cases);
  }

  private static Stream<Case> elementwise() {
    return Stream.of(
        Case.of("identity", p -> Identity.of()).free(2, 3),
        Case.of("exp of one entry", p -> Exp.of()),
        Case.of("exp", p -> Exp.of()).free(2, 3),
        Case.of("softplus", p -> Softplus.of()).free(2, 3),
        Case.of("tanh", p -> Tanh.of()).free(2, 3),
        Case.of("sigmoid", p -> Sigmoid.of(0, 1)).free(3),
        Case.of("sigmoid onto an interval", p -> Sigmoid.of(-0.1, 0.3)).free(2, 3));
  }

  private static Stream<Case> affine() {
    return Stream.of(
        of("affine, one entry").parameter("loc", 0.5).parameter("scale", 2),
        of("affine, of all entries").free(2, 3).parameter("loc", 0.5).parameter("scale", -2),
        of("affine, each entry its own")
            .free(2, 3)
            .parameter("loc", new double[] {0.5, -1}, 2, 1)
            .parameter("scale", new double[] {-3, 0.1, 2, 1, -1, 0.5}, 2, 3));
  }

  private static Case of(String name) {
    return Case.of(name, p -> Affine.of(p.param("loc"), p.param("scale")));
  }

  private static Stream<Case> ofVectors() {
    return Stream.of(
        Case.of("softmax", p -> CentredSoftmax.of(4)).free(3),
        Case.of("softmax of rows", p -> CentredSoftmax.of(3)).free(2, 3, 2),
        Case.of("stick", p -> StickBreaking.of(4)).free(3),
        Case.of("stick of two", p -> StickBreaking.of(2)).free(1),
        Case.of("sticks", p -> StickBreaking.of(3)).free(2, 3, 2),
        Case.of("one number", p -> LowerTriangular.of(1)).free(1),
        Case.of("triangle", p -> LowerTriangular.of(3)).free(6),
        Case.of("triangles", p -> LowerTriangular.of(2)).free(2, 3),
        Case.of("permutation", p -> Permutation.of(2, 0, 1)).free(3),
        Case.of("permutation of rows", p -> Permutation.of(2, 3, 1, 0)).free(2, 4));
  }

  private static Stream<Case> composed() {
    return Stream.of(
        Case.of(
                "chain of entries",
                p -> Chain.of(Affine.of(p.param("0.loc"), p.param("0.scale")), Tanh.of(), Exp.of()))
            .free(2, 3)
            .parameter("0.loc", 0.5)
            .parameter("0.scale", -2),
        Case.of("chain onto rows", p -> Chain.of(Permutation.of(1, 0), StickBreaking.of(3)))
            .free(2, 2),
        Case.of(
                "chain from entries to matrices",
                p -> Chain.of(Affine.of(1, -0.5), LowerTriangular.of(2)))
            .free(2, 3),
        Case.of(
                "chain from matrices to entries",
                p -> Chain.of(LowerTriangular.of(2), Inverse.of(LowerTriangular.of(2)), Tanh.of()))
            .free(2, 3),
        Case.of("chain of linear maps", p -> Chain.of(Affine.of(1, 3), Permutation.of(1, 0)))
            .free(2, 2),
        Case.of("log", p -> Inverse.of(Exp.of())).free(2, 3),
        Case.of("inverse of softplus", p -> Inverse.of(Softplus.of())).free(3),
        Case.of("inverse of sigmoid", p -> Inverse.of(Sigmoid.of(-2, 5))).free(3),
        Case.of("inverse of tanh", p -> Inverse.of(Tanh.of())).free(3),
        Case.of("inverse of affine", p -> Inverse.of(Affine.of(p.param("loc"), p.param("scale"))))
            .free(3)
            .parameter("loc", 0.5)
            .parameter("scale", new double[] {-3, 0.1, 2}, 3),
        Case.of("inverse of softmax", p -> Inverse.of(CentredSoftmax.of(4))).free(2, 4),
        Case.of("inverse of stick", p -> Inverse.of(StickBreaking.of(3))).free(3),
        Case.of("inverse of triangle", p -> Inverse.of(LowerTriangular.of(3))).free(2, 3, 3),
        Case.of("inverse of a chain", p -> Inverse.of(Chain.of(Exp.of(), Affine.of(2, -1))))
            .free(3));
  }
}
