package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Cumulative;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * What is taken for granted of a user's family of bounded entries: a draw of a mixture would jump
 * from one range to another where a weight changes, and a density at held parameters would lack
 * what an end adds.
 */
final class ForeignRangesTest {
  private static final Expr LOGITS = Expr.of(new double[] {0.3, -0.2});
  private static final Expr APART = Expr.of(new double[] {-1, 5});
  private static final Expr TOGETHER = Expr.of(new double[] {2, 2});

  /** From a start to one after it, by names that no one knows. */
  private static class Stretch implements Cumulative {
    private final Expr start;
    private final Uniform uniform;

    Stretch(Expr start) {
      this.start = start;
      this.uniform = Uniform.of(start, start.plus(1));
    }

    @Override
    public Map<String, Expr> parameters() {
      return Map.of("start", start);
    }

    @Override
    public Shape eventShape() {
      return start.eventShape();
    }

    @Override
    public Support support() {
      return uniform.support();
    }

    @Override
    public Expr logProbOfEach(Expr value) {
      return uniform.logProbOfEach(value);
    }

    @Override
    public Expr draw(NoiseStream noise) {
      return uniform.draw(noise);
    }

    @Override
    public boolean isReparameterized() {
      return true;
    }

    @Override
    public Expr mean() {
      return uniform.mean();
    }

    @Override
    public Expr variance() {
      return uniform.variance();
    }

    @Override
    public Expr entropyOfEach() {
      return uniform.entropyOfEach();
    }

    @Override
    public Expr cdfOfEach(Expr value) {
      return uniform.cdfOfEach(value);
    }

    @Override
    public Expr quantileOfEach(Expr probability) {
      return uniform.quantileOfEach(probability);
    }
  }

  private static Elementwise saying(Expr start, String... names) {
    return new Stretch(start) {
      @Override
      public Set<String> rangeParameters() {
        return Set.of(names);
      }
    };
  }

  private static boolean isPathwise(Elementwise components) {
    return Mixture.ofEach(LOGITS, components).isReparameterized();
  }

  @Test
  void nothingIsAssumedOfRangesThatAreNotSaid() {
    assertThat(isPathwise(new Stretch(APART))).isFalse();
    assertThat(isPathwise(new Stretch(TOGETHER))).isTrue();
    assertThat(isPathwise(Transformed.ofEach(new Stretch(APART), Affine.of(0, 2)))).isFalse();
    assertThat(isPathwise(Transformed.ofEach(new Stretch(TOGETHER), Affine.of(0, 2)))).isTrue();
  }

  @Test
  void whatItSaysIsTaken() {
    assertThat(isPathwise(saying(APART, "start"))).isFalse();
    assertThat(isPathwise(saying(TOGETHER, "start"))).isTrue();
    assertThat(isPathwise(saying(APART))).isTrue();
  }

  @Test
  void aRangeIsFixedWhereItsParametersAreConstants() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr start = evaluation.fed(-1, 5);
      Distribution silent = new Stretch(start);
      assertThat(silent.hasFixedRange()).isFalse();
      assertThat(saying(start, "start").hasFixedRange()).isFalse();
      assertThat(saying(start).hasFixedRange()).isTrue();
      assertThat(new Stretch(APART).hasFixedRange()).isTrue();
      Mixture mixture = Mixture.ofEach(LOGITS, new Stretch(start));
      assertThat(mixture.rangeParameters()).containsExactly("start");
      assertThat(mixture.hasFixedRange()).isFalse();
    }
  }
}
