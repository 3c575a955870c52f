package org.jelbo.dsl.distribution;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.bijector.CentredSoftmax;
import org.jelbo.dsl.bijector.Chain;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.bijector.Inverse;
import org.jelbo.dsl.bijector.LowerTriangular;
import org.jelbo.dsl.bijector.Permutation;
import org.jelbo.dsl.bijector.Sigmoid;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.bijector.StickBreaking;
import org.jelbo.dsl.bijector.Tanh;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Given;
import org.tensorflow.ndarray.Shape;

final class TransformedTest implements DistributionContract {
  @Override
  public Stream<Case> cases() {
    return Stream.concat(linear(), others());
  }

  private static Stream<Case> linear() {
    return Stream.of(
        normal("affine of one entry", TransformedTest::affine)
            .parameter("mean", 0.3)
            .parameter("stddev", 0.6)
            .parameter("bijector.loc", 0.5)
            .parameter("bijector.scale", -2),
        normal("affine, each entry its own", TransformedTest::affine)
            .parameter("mean", 1, -1, 0.5)
            .parameter("stddev", 0.4)
            .parameter("bijector.loc", 0.5)
            .parameter("bijector.scale", -2, 0.1, 1),
        normal("permutation", p -> Permutation.of(2, 0, 1))
            .parameter("mean", 1, -1, 0.5)
            .parameter("stddev", 0.4, 0.2, 1),
        normal(
                "permutation and affine",
                p ->
                    Chain.of(
                        Permutation.of(1, 0),
                        Affine.of(p.param("bijector.1.loc"), p.param("bijector.1.scale"))))
            .parameter("mean", 1, -1)
            .parameter("stddev", 0.4, 0.2)
            .parameter("bijector.1.loc", 0.5, -1)
            .parameter("bijector.1.scale", -2));
  }

  private static Stream<Case> others() {
    return Stream.of(
            normal("exp", p -> Exp.of()).parameter("mean", 0.3, 0).parameter("stddev", 0.6),
            normal("softplus", p -> Softplus.of()).parameter("mean", 1).parameter("stddev", 0.6, 2),
            normal("tanh", p -> Tanh.of()).parameter("mean", 0.2, -0.4).parameter("stddev", 0.6),
            normal("sigmoid", p -> Sigmoid.of(-2, 5)).parameter("mean", 1).parameter("stddev", 0.6),
            normal("half a line", p -> Chain.of(Exp.of(), Exp.of()))
                .parameter("mean", -1, 0)
                .parameter("stddev", 0.3),
            normal("stick", p -> StickBreaking.of(3))
                .parameter("mean", 0.5, 1)
                .parameter("stddev", 0.6),
            normal("rows of softmax", p -> CentredSoftmax.of(3))
                .parameter("mean", new double[] {0.5, 1}, Shape.of(1, 2))
                .parameter("stddev", new double[] {1, 0.5, 0.2, 0.6}, Shape.of(2, 2)),
            normal("triangle", p -> LowerTriangular.of(2))
                .parameter("mean", 0.5, 1, -0.2)
                .parameter("stddev", 0.6),
            Case.of(
                    "log of positive numbers",
                    p -> Transformed.of(Exponential.ofRate(p.param("rate")), Inverse.of(Exp.of())))
                .parameter("rate", 0.5, 2))
        .map(given -> given.refusing("mean").refusing("variance").refusing("entropy"));
  }

  private static Case normal(String name, Function<Given, Bijector> map) {
    return Case.of(
        name, p -> Transformed.of(Normal.of(p.param("mean"), p.param("stddev")), map.apply(p)));
  }

  private static Bijector affine(Given p) {
    return Affine.of(p.param("bijector.loc"), p.param("bijector.scale"));
  }
}
