package org.jelbo.dsl.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** The same number again and again, which other runs of the graph take from elsewhere. */
final class ExtremeNoise implements NoiseStream {
  private static final double LARGE_NORMAL = 8;

  /** Minus the log of a probability that never comes true. */
  private static final double RARE = 30;

  private final Evaluation evaluation;
  private final List<Expr> uniforms = new ArrayList<>();
  private final List<Expr> normals = new ArrayList<>();

  /** Ones where the uniform numbers are 0, else zeros. */
  private final List<Expr> lows = new ArrayList<>();

  private ExtremeNoise(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static ExtremeNoise of(Evaluation evaluation) {
    return new ExtremeNoise(evaluation);
  }

  /** The numbers of the next runs. */
  void feed(double uniform, double normal) {
    uniforms.forEach(each -> feed(each, uniform));
    normals.forEach(each -> feed(each, normal));
    lows.forEach(each -> feed(each, uniform == 0 ? 1 : 0));
  }

  private void feed(Expr placeholder, double number) {
    Shape event = placeholder.eventShape();
    evaluation.feed(placeholder, filled(number, event), event.prepend(1));
  }

  private static double[] filled(double number, Shape event) {
    double[] numbers = new double[Math.toIntExact(event.size())];
    Arrays.fill(numbers, number);
    return numbers;
  }

  private Expr fed(List<Expr> kind, Shape event) {
    Expr placeholder = evaluation.fed(filled(0, event), event.prepend(1), Bench.PARTICLES);
    kind.add(placeholder);
    return placeholder;
  }

  @Override
  public Expr normal(Shape event) {
    return fed(normals, event);
  }

  @Override
  public Expr uniform(Shape event) {
    return fed(uniforms, event);
  }

  /** Quantiles as far out as those of the uniform numbers. */
  @Override
  public Expr logGamma(Expr concentration, Shape event) {
    Expr low = fed(lows, event);
    return low.times(Expr.of(-RARE).dividedBy(concentration))
        .plus(low.negate().plus(1).times(upper(concentration).log()));
  }

  @Override
  public Expr poisson(Expr rate, Shape event) {
    Expr low = fed(lows, event);
    return SpecialFunctions.floor(low.negate().plus(1).times(upper(rate)));
  }

  @Override
  public Expr binomial(Expr trials, Expr probability, Shape event) {
    Expr low = fed(lows, event);
    return low.negate().plus(1).times(trials);
  }

  private static Expr upper(Expr mean) {
    return mean.plus(mean.sqrt().times(LARGE_NORMAL)).plus(RARE);
  }
}
