package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.CauchyFunctions;
import org.jelbo.dsl.special.GammaFunctions;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.StandardGamma;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent entries of Student's t distribution: {@code log p(x) = log Gamma((n + 1) / 2) - log
 * Gamma(n / 2) - log(n pi) / 2 - log s - (n + 1) / 2 log(1 + y^2 / n), y = (x - m) / s} with
 * degrees of freedom n, location m and scale s.
 *
 * <p>Event shape: that of the three parameters broadcast. Draws are {@code m + s e sqrt(n / (2 g))}
 * with standard normal e and g standard gamma of concentration n/2, as of {@link Gamma}; what
 * multiplies e is kept to a hundredth of the greatest number of the precision.
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1995, chapter 28; entropy, Cover
 * and Thomas 2006, table 17.1; draws, Devroye 1986, section IX.5; log-gamma functions by Stirling's
 * series, DLMF 5.11(i).
 */
public final class StudentT implements Elementwise, FixedRange {
  private final Expr df;
  private final Expr loc;
  private final Expr scale;
  private final Shape eventShape;

  private StudentT(Expr df, Expr loc, Expr scale) {
    this.df = Parameters.positive("StudentT", "df", df);
    this.loc = Parameters.required("StudentT", "loc", loc, -Double.MAX_VALUE);
    this.scale = Parameters.positive("StudentT", "scale", scale);
    Expr both = Expr.filled(0, Parameters.eventShape("StudentT", loc, scale));
    this.eventShape = Parameters.eventShape("StudentT", df, both);
  }

  /**
   * By degrees of freedom, location and scale.
   *
   * @param df positive
   * @param loc real
   * @param scale positive; not the standard deviation
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static StudentT of(Expr df, Expr loc, Expr scale) {
    return new StudentT(df, loc, scale);
  }

  /**
   * One entry of known degrees of freedom, location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static StudentT of(double df, double loc, double scale) {
    return of(Expr.of(df), Expr.of(loc), Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>();
    parameters.put("df", df);
    parameters.put("loc", loc);
    parameters.put("scale", scale);
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr half = df.times(0.5);
    Expr ratio = value.minus(loc).dividedBy(scale).abs().dividedBy(df.sqrt());
    Expr norm = half.times(growth(half)).minus(0.5).plus(remainder(half));
    return norm.minus(0.5 * StandardGamma.LOG_TWO_PI)
        .minus(scale.log())
        .minus(half.plus(0.5).times(CauchyFunctions.log1pSquare(ratio)));
  }

  /** {@code log(1 + 1 / (2 h))}: log-gamma grows by about h times that from h to h + 1/2. */
  private static Expr growth(Expr half) {
    return Expr.of(0.5).dividedBy(half).log1p();
  }

  private static Expr remainder(Expr half) {
    return GammaFunctions.logGammaRemainder(half.plus(0.5))
        .minus(GammaFunctions.logGammaRemainder(half));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr half = df.times(0.5);
    Expr log = half.log().minus(StandardGamma.logDraw(noise, half, eventShape)).times(0.5);
    return loc.plus(Representable.exp(log.plus(scale.log())).times(noise.normal(eventShape)));
  }

  /** m for {@code n > 1}, else not a number. */
  @Override
  public Expr mean() {
    Expr mean = loc.plus(Parameters.undefinedWhereNot(Branches.below(Expr.of(1), df)));
    return Parameters.filling(mean, eventShape);
  }

  /**
   * {@code s^2 n / (n - 2)} for {@code n > 2}, infinite for {@code 1 < n <= 2}, else not a number.
   */
  @Override
  public Expr variance() {
    Expr exists = Branches.below(Expr.of(2), df);
    Expr excess = df.minus(2).keptWhere(exists).plus(Expr.of(1).minus(exists));
    Expr factor =
        Expr.of(2)
            .dividedBy(excess)
            .plus(1)
            .plus(Parameters.infinityWhereNot(exists))
            .plus(Parameters.undefinedWhereNot(Branches.below(Expr.of(1), df)));
    return Parameters.filling(scale.square().times(factor), eventShape);
  }

  /**
   * {@code (n + 1) / 2 (psi((n + 1) / 2) - psi(n / 2)) + log(n) / 2 + log B(n / 2, 1 / 2) + log s}.
   */
  @Override
  public Expr entropyOfEach() {
    Expr half = df.times(0.5);
    Expr more = half.plus(0.5);
    Expr slopes =
        GammaFunctions.digammaRemainder(half).minus(GammaFunctions.digammaRemainder(more));
    Expr standard =
        growth(half)
            .times(0.5)
            .plus(Expr.of(0.25).dividedBy(half))
            .plus(more.times(slopes))
            .minus(remainder(half))
            .plus(0.5 + 0.5 * StandardGamma.LOG_TWO_PI);
    return Parameters.filling(standard.plus(scale.log()), eventShape);
  }
}
