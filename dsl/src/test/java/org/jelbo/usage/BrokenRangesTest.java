package org.jelbo.usage;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.junit.jupiter.api.Test;

/** A range that is said not to move must not: gradients at draws and mixtures rely on it. */
final class BrokenRangesTest {
  static final class MovingRange implements DistributionContract {
    @Override
    public Stream<Case> cases() {
      return AlteredNormal.cases(
          p ->
              new AlteredNormal(p) {
                private Uniform uniform() {
                  return Uniform.of(mean, mean.plus(stddev));
                }

                @Override
                public Expr logProbOfEach(Expr value) {
                  return uniform().logProbOfEach(value);
                }

                @Override
                public Expr draw(NoiseStream noise) {
                  return uniform().draw(noise);
                }
              });
    }
  }

  @Test
  void rangeThatMovesUnsaid() {
    Verdict.on(
            MovingRange.class,
            DistributionContract.Case.class,
            "scoresHaveTheMeanZero",
            "rangesMoveWithRangeParametersOnly")
        .says(
            "scoresHaveTheMeanZero",
            "gradient of logProb of draws to 'stddev', entry 0, no range parameter")
        .says(
            "rangesMoveWithRangeParametersOnly",
            "draws have a density under another 'mean', none of rangeParameters()");
  }
}
