package org.jelbo.usage;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;

/** A family that is wrong in one place fails, and the message says where. */
final class BrokenDistributionsTest {
  /** The contract's plate of three. */
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private static Verdict verdict(Class<?> extension, String... tests) {
    return Verdict.on(extension, DistributionContract.Case.class, tests);
  }

  static final class WrongConstant implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr logProbOfEach(Expr value) {
                  return right.logProbOfEach(value).plus(Math.log(2));
                }
              });
    }
  }

  @Test
  void aWrongConstantInTheLogDensity() {
    verdict(WrongConstant.class, "probabilitiesSumToOne", "entropyIsTheMeanOfMinusLogProb")
        .says(
            "probabilitiesSumToOne",
            "integral of exp(logProb) over real numbers, entry 0: expected 1.0, but got 1.99")
        .says("entropyIsTheMeanOfMinusLogProb", "-logProb of draws, against entropy()");
  }

  static final class WrongMean implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr mean() {
                  return right.mean().plus(stddev.times(0.1));
                }
              });
    }
  }

  @Test
  void aWrongMean() {
    verdict(WrongMean.class, "drawsHaveTheMeanAndTheVariance")
        .says("drawsHaveTheMeanAndTheVariance", "mean of draws of entry 0, against mean()");
  }

  static final class OneDrawForAllRows implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr draw(NoiseStream noise) {
                  Expr draw = right.draw(noise);
                  return draw.axes().contains(ROWS) ? Reductions.meanOver(draw, ROWS) : draw;
                }
              });
    }
  }

  @Test
  void aDrawThatIgnoresAnAxis() {
    verdict(OneDrawForAllRows.class, "drawsBroadcastOverAxes")
        .says(
            "drawsBroadcastOverAxes", "axes of a draw, the parameters [mean, stddev] having rows");
  }

  static final class DependentRows implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr draw(NoiseStream noise) {
                  Expr own = noise.normal(eventShape());
                  Axes rows = Axes.of(ROWS);
                  Expr shared = own.axes().containsAll(rows) ? sharedBy(own) : own;
                  return mean.plus(stddev.times(shared));
                }
              });
    }

    /** Still standard normal. */
    private static Expr sharedBy(Expr rows) {
      double count = 3;
      Expr one = Reductions.meanOver(rows, ROWS).times(Math.sqrt(count));
      return rows.times(0).plus(one);
    }
  }

  @Test
  void rowsThatShareTheirNoise() {
    verdict(DependentRows.class, "drawsAreIndependentAlongAxes")
        .says("drawsAreIndependentAlongAxes", "covariance of two rows of entry 0");
  }

  static final class WrongGradients implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr logProbOfEach(Expr value) {
                  Expr half = stddev.times(0.5).stopGradient().plus(stddev.times(0.5));
                  return Normal.of(mean, half).logProbOfEach(value);
                }

                @Override
                public Expr draw(NoiseStream noise) {
                  return mean.plus(stddev.stopGradient().times(noise.normal(eventShape())));
                }
              });
    }
  }

  @Test
  void gradientsThatAreCutOff() {
    verdict(
            WrongGradients.class,
            "gradientOfLogProbAgreesWithFiniteDifferences",
            "pathwiseGradientsAgreeWithFiniteDifferences")
        .says(
            "gradientOfLogProbAgreesWithFiniteDifferences",
            "gradient of logProb to 'stddev', against finite differences")
        .says(
            "pathwiseGradientsAgreeWithFiniteDifferences",
            "expected a gradient of a draw to 'stddev', but there is none");
  }

  static final class Careless implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Map<String, Expr> parameters() {
                  return Map.of("mean", mean, "sd", stddev);
                }

                @Override
                public Expr logProb(Expr value) {
                  return logProbOfEach(value).sum();
                }

                @Override
                public Expr draw(NoiseStream noise) {
                  Expr uniform = noise.uniform(eventShape());
                  return mean.plus(stddev.times(uniform.log()));
                }
              });
    }
  }

  @Test
  void otherNamesAnyShapeAndNoiseOfZero() {
    verdict(
            Careless.class,
            "parametersAreThoseGiven",
            "valuesOfOtherEventShapesAreRefused",
            "extremeNoiseGivesFiniteDraws",
            "drawsFallWhereTheDensityIs")
        .says("parametersAreThoseGiven", "names of parameters()")
        .says(
            "valuesOfOtherEventShapesAreRefused",
            "logProb of a value of event shape [2], where eventShape() is []")
        .says(
            "extremeNoiseGivesFiniteDraws",
            "a draw in FLOAT32 of uniform numbers 0.0 and normal numbers -8.0: expected real"
                + " numbers as support() says, but got -Infinity")
        .says("drawsFallWhereTheDensityIs", "a bounded function of draws, entry 0");
  }

  static final class Deaf implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr draw(NoiseStream noise) {
                  Expr zero = noise.normal(eventShape()).times(0);
                  return mean.plus(zero).plus(1);
                }
              });
    }
  }

  @Test
  void drawsWithoutNoise() {
    verdict(Deaf.class, "equalNoiseGivesEqualDraws")
        .says("equalNoiseGivesEqualDraws", "draws of another site");
  }

  static final class WrongVariance implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
              p ->
                  new AlteredNormal(p) {
                    @Override
                    public Expr draw(NoiseStream noise) {
                      return mean.plus(stddev.times(noise.normal(eventShape())).times(1.1));
                    }

                    @Override
                    public Expr variance() {
                      return right.variance().times(1.21);
                    }
                  })
          .map(each -> each.refusing("mean"));
    }
  }

  @Test
  void drawsThatAreWiderThanTheDensity() {
    verdict(
            WrongVariance.class,
            "drawsHaveTheFrequenciesOfTheDensity",
            "momentsWithoutClosedFormAreRefused")
        .says("drawsHaveTheFrequenciesOfTheDensity", "fraction of draws of entry 0 up to ")
        .says("momentsWithoutClosedFormAreRefused", "refusal by mean(), which has no closed form");
  }

  static final class WrongSecondMoment implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr variance() {
                  return right.variance().times(1.001);
                }
              });
    }
  }

  @Test
  void aVarianceThatIsSlightlyWrong() {
    verdict(WrongSecondMoment.class, "momentsAreThoseOfTheDensity")
        .says("momentsAreThoseOfTheDensity", "variance(), entry 0, against its integral");
  }

  /** Uniform, with a log-density that is not a number at the ends and wrong probabilities. */
  static final class WrongEnds implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredUniform(p) {
                @Override
                public Expr logProbOfEach(Expr value) {
                  Expr nothing = value.log().times(0).plus(value.negate().log1p().times(0));
                  return super.logProbOfEach(value).plus(nothing);
                }
              });
    }
  }

  static final class WrongProbabilities implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredUniform(p) {
                @Override
                public Expr cdfOfEach(Expr value) {
                  return super.cdfOfEach(value).square();
                }
              });
    }
  }

  /** Uniform on [0, 1] by {@code support()}, but the case says another. */
  static final class WrongSupport implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(AlteredUniform::new)
          .map(each -> each.support(new Support.Interval(0.5, 2)));
    }
  }

  @Test
  void aSupportThatTheFamilyDoesNotHave() {
    verdict(WrongSupport.class, "drawsLieInTheSupport", "probabilitiesSumToOne")
        .says("drawsLieInTheSupport", "support() of host constants")
        .says("probabilitiesSumToOne", "over real numbers in [0.5, 2]");
  }

  /** Lists one of its two values twice. */
  static final class OneValueTwice implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredUniform(p) {
                @Override
                public OptionalLong cardinality() {
                  return OptionalLong.of(2);
                }

                @Override
                public Expr enumerate() {
                  return Expr.filled(1, eventShape().prepend(2));
                }
              });
    }
  }

  @Test
  void aValueThatIsListedTwice() {
    verdict(OneValueTwice.class, "finiteFamiliesListTheirValues")
        .says("finiteFamiliesListTheirValues", "different values of enumerate()");
  }

  /** Every row is scored by the mean of all rows. */
  static final class MixedRows implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                @Override
                public Expr mean() {
                  return mean.axes().contains(ROWS) ? Reductions.meanOver(mean, ROWS) : mean;
                }

                @Override
                public Expr logProbOfEach(Expr value) {
                  return Normal.of(mean(), stddev).logProbOfEach(value);
                }
              });
    }
  }

  @Test
  void rowsThatShareTheirMean() {
    verdict(MixedRows.class, "logProbBroadcastsOverAxes", "momentsBroadcastOverAxes")
        .says(
            "logProbBroadcastsOverAxes",
            "logProb, the parameters [mean, stddev] having rows, at row 0, entry 0")
        .says(
            "momentsBroadcastOverAxes",
            "mean(), the parameters [mean, stddev] having rows, at row 0, entry 0");
  }

  @Test
  void endsThatAreNotNumeric() {
    verdict(WrongEnds.class, "endsOfTheSupportAreScored")
        .says("endsOfTheSupportAreScored", "logProb at the end 0.0 of the support in FLOAT32");
  }

  @Test
  void cumulativeProbabilitiesOfAnotherDensity() {
    verdict(
            WrongProbabilities.class,
            "cumulativeProbabilitiesAreThoseOfTheDensity",
            "quantilesInvertCumulativeProbabilities")
        .says("cumulativeProbabilitiesAreThoseOfTheDensity", "rises of cdfOfEach, entry 0")
        .says("quantilesInvertCumulativeProbabilities", "cdfOfEach of quantileOfEach");
  }
}
