package org.jelbo.usage;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.bijector.Tanh;
import org.jelbo.dsl.contract.BijectorContract;
import org.jelbo.dsl.contract.BijectorContract.Case;
import org.jelbo.dsl.contract.Given;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;

/** A map that is wrong in one place fails, and the message says where. */
final class BrokenBijectorsTest {
  private static Stream<Case> cases(Function<Given, Bijector> map) {
    return Stream.of(Case.of("of three", map).free(3));
  }

  /** The hyperbolic tangent with another log-determinant. */
  private record OtherLogDet(UnaryOperator<Expr> logarithm) implements Bijector {
    static final UnaryOperator<Expr> OF_INVERSE = x -> Tanh.of().logDet(x).negate();

    static final UnaryOperator<Expr> NAIVE = x -> x.tanh().square().negate().plus(1 + 1e-300).log();

    static final UnaryOperator<Expr> SUMMED = x -> Reductions.sumLast(Tanh.of().logDet(x));

    @Override
    public Expr forward(Expr x) {
      return x.tanh();
    }

    @Override
    public Expr inverse(Expr y) {
      return Tanh.of().inverse(y);
    }

    @Override
    public Expr logDet(Expr x) {
      return logarithm.apply(x);
    }

    @Override
    public Support support() {
      return new Support.Interval(-1, 1);
    }
  }

  static final class HasTheLogDetOfTheInverse implements BijectorContract {
    @Override
    public Stream<Case> cases() {
      return BrokenBijectorsTest.cases(p -> new OtherLogDet(OtherLogDet.OF_INVERSE));
    }
  }

  static final class HasNaiveLogDet implements BijectorContract {
    @Override
    public Stream<Case> cases() {
      return BrokenBijectorsTest.cases(p -> new OtherLogDet(OtherLogDet.NAIVE));
    }
  }

  static final class SumsTheLogDet implements BijectorContract {
    @Override
    public Stream<Case> cases() {
      return BrokenBijectorsTest.cases(p -> new OtherLogDet(OtherLogDet.SUMMED));
    }
  }

  @Test
  void logDeterminants() {
    Verdict.on(HasTheLogDetOfTheInverse.class)
        .says("logDetAgreesWithFiniteDifferences", "logDet, against finite differences of forward")
        .nothingElseThan("logDetAgreesWithFiniteDifferences");
    Verdict.on(HasNaiveLogDet.class)
        .says("logDetIsFiniteFarOut", "logDet in FLOAT32 at 80.0 and -80.0 is finite")
        .nothingElseThan("logDetIsFiniteFarOut");
    Verdict.on(SumsTheLogDet.class).says("resultsHaveTheirEventShape", "event shape of logDet(x)");
  }

  /** {@code 1 - 2 x} that says little of itself. */
  private static final class Silent implements Bijector {
    private final Affine map;

    Silent(Given p) {
      this.map = Affine.of(p.param("loc"), Expr.of(-2));
    }

    @Override
    public Expr forward(Expr x) {
      return map.forward(x);
    }

    @Override
    public Expr inverse(Expr y) {
      return y.minus(map.loc()).dividedBy(2);
    }

    @Override
    public Expr logDet(Expr x) {
      return map.logDet(x);
    }

    @Override
    public Support support() {
      return Support.positive();
    }
  }

  static final class IsSilent implements BijectorContract {
    @Override
    public Stream<Case> cases() {
      return BrokenBijectorsTest.cases(Silent::new).map(given -> given.parameter("loc", 1));
    }
  }

  @Test
  void directionParametersSupportEqualityAndInverse() {
    Verdict.on(IsSilent.class)
        .says("entriesGoInTheDirection", "direction()")
        .says("parametersAreThoseGiven", "parameters()")
        .says("valuesLieInTheSupport", "expected positive numbers as support() says, but got [")
        .says("mapsOfTheSameParametersAreEqual", "another map of the same parameters")
        .says("forwardAndInverseUndoEachOther", "inverse(forward(x)), against x, entry 0")
        .nothingElseThan(
            "entriesGoInTheDirection",
            "parametersAreThoseGiven",
            "valuesLieInTheSupport",
            "mapsOfTheSameParametersAreEqual",
            "forwardAndInverseUndoEachOther");
  }

  /** Keeps the gradient to itself, and takes all rows by the first. */
  private record Stopped() implements Bijector {
    @Override
    public Expr forward(Expr x) {
      return x.axes().size() > 0
          ? x.plus(Reductions.meanOver(x, x.axes().at(0)))
          : x.stopGradient().times(2);
    }

    @Override
    public Expr inverse(Expr y) {
      return y.dividedBy(2);
    }

    @Override
    public Expr logDet(Expr x) {
      return Expr.filled(Math.log(2), x.eventShape());
    }

    @Override
    public Optional<Bijector> ofVariances() {
      return Optional.of(Affine.of(0, 2));
    }
  }

  static final class StopsAndMixes implements BijectorContract {
    @Override
    public Stream<Case> cases() {
      return BrokenBijectorsTest.cases(p -> new Stopped());
    }
  }

  @Test
  void gradientsRowsAndVariances() {
    Verdict.on(StopsAndMixes.class)
        .says(
            "gradientsAgreeWithFiniteDifferences",
            "expected a gradient of forward to its argument, but there is none")
        .says("variancesGoThroughTheMapOfVariances", "ofVariances() of a squared difference");
  }
}
