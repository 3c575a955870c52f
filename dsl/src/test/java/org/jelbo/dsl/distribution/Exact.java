package org.jelbo.dsl.distribution;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real number to 110 digits. Exponentials beyond e^(+-10,000) are cut there. */
record Exact(BigDecimal number) {
  private static final MathContext DIGITS = new MathContext(110);
  private static final BigDecimal NOTHING = new BigDecimal("1e-115");

  private static final BigDecimal FURTHEST = new BigDecimal(10_000);

  private static final int STIRLING_TERMS = 60;

  /** Grids ask for the same ones again and again. */
  private static final Map<Exact, Exact> LOGS = new ConcurrentHashMap<>();

  private static final Map<Exact, Exact> LOG_GAMMAS = new ConcurrentHashMap<>();

  private static final Map<Exact, Exact> DIGAMMAS = new ConcurrentHashMap<>();

  private static final Map<Exact, Exact> BESSELS = new ConcurrentHashMap<>();

  static final Exact ONE = of(1);
  static final Exact TWO = of(2);
  private static final Exact FAR = of(100);
  private static final Exact[] STIRLING = stirling();
  static final Exact PI = new Exact(BigDecimalMath.pi(DIGITS));

  static Exact of(double number) {
    return new Exact(new BigDecimal(number));
  }

  double value() {
    return number.doubleValue();
  }

  Exact plus(Exact other) {
    return new Exact(number.add(other.number, DIGITS));
  }

  Exact minus(Exact other) {
    return new Exact(number.subtract(other.number, DIGITS));
  }

  Exact times(Exact other) {
    return new Exact(number.multiply(other.number, DIGITS));
  }

  Exact dividedBy(Exact other) {
    return new Exact(number.divide(other.number, DIGITS));
  }

  Exact negate() {
    return new Exact(number.negate());
  }

  Exact square() {
    return times(this);
  }

  Exact abs() {
    return new Exact(number.abs());
  }

  Exact exp() {
    BigDecimal cut = number.max(FURTHEST.negate()).min(FURTHEST);
    return new Exact(BigDecimalMath.exp(cut, DIGITS));
  }

  Exact log() {
    return LOGS.computeIfAbsent(this, x -> new Exact(BigDecimalMath.log(x.number, DIGITS)));
  }

  Exact cos() {
    return new Exact(BigDecimalMath.cos(number, DIGITS));
  }

  boolean isZero() {
    return number.signum() == 0;
  }

  boolean isNegative() {
    return number.signum() < 0;
  }

  /** {@code this log x}, 0 where this is 0. */
  Exact timesLog(Exact x) {
    return isZero() ? this : times(x.log());
  }

  /** {@code log(1 + exp(this))}. */
  Exact softplus() {
    return isNegative() ? exp().plus(ONE).log() : plus(negate().exp().plus(ONE).log());
  }

  /** By Stirling's series far out, and the recurrence from there. */
  Exact logGamma() {
    return LOG_GAMMAS.computeIfAbsent(this, Exact::stirlingSum);
  }

  private Exact stirlingSum() {
    Exact product = ONE;
    Exact x = this;
    while (x.minus(FAR).isNegative()) {
      product = product.times(x);
      x = x.plus(ONE);
    }
    Exact sum = x.minus(of(0.5)).times(x.log()).minus(x).plus(TWO.times(PI).log().dividedBy(TWO));
    Exact power = x;
    for (int k = 1; k <= STIRLING.length; k++) {
      sum = sum.plus(STIRLING[k - 1].dividedBy(power));
      power = power.times(x.square());
    }
    return sum.minus(product.log());
  }

  /** {@code d log Gamma(x) / dx}, in the same way. */
  Exact digamma() {
    return DIGAMMAS.computeIfAbsent(this, Exact::digammaSum);
  }

  private Exact digammaSum() {
    Exact sum = of(0);
    Exact x = this;
    while (x.minus(FAR).isNegative()) {
      sum = sum.minus(ONE.dividedBy(x));
      x = x.plus(ONE);
    }
    sum = sum.plus(x.log()).minus(of(0.5).dividedBy(x));
    Exact power = x.square();
    for (int k = 1; k <= STIRLING.length; k++) {
      sum = sum.minus(STIRLING[k - 1].times(of(2 * k - 1)).dividedBy(power));
      power = power.times(x.square());
    }
    return sum;
  }

  /**
   * {@code B_2k / (2 k (2 k - 1))}; from 100 on the sum is then off by less than 1e-115.
   * Bernoulli's numbers are those of the tangent's series (Brent and Harvey 2011, Fast computation
   * of Bernoulli, tangent and secant numbers, section 6).
   */
  private static Exact[] stirling() {
    BigInteger[] tangents = new BigInteger[STIRLING_TERMS + 1];
    tangents[1] = BigInteger.ONE;
    for (int k = 2; k <= STIRLING_TERMS; k++) {
      tangents[k] = tangents[k - 1].multiply(BigInteger.valueOf(k - 1));
    }
    for (int k = 2; k <= STIRLING_TERMS; k++) {
      for (int j = k; j <= STIRLING_TERMS; j++) {
        tangents[j] =
            tangents[j - 1]
                .multiply(BigInteger.valueOf(j - k))
                .add(tangents[j].multiply(BigInteger.valueOf(j - k + 2)));
      }
    }
    Exact[] terms = new Exact[STIRLING_TERMS];
    for (int k = 1; k <= STIRLING_TERMS; k++) {
      BigInteger power = BigInteger.ONE.shiftLeft(2 * k);
      Exact rest = exact(power.multiply(power.subtract(BigInteger.ONE))).times(of(2 * k - 1));
      Exact term = exact(tangents[k]).dividedBy(rest);
      terms[k - 1] = k % 2 == 0 ? term.negate() : term;
    }
    return terms;
  }

  private static Exact exact(BigInteger number) {
    return new Exact(new BigDecimal(number));
  }

  /** {@code log(n! / (k! (n - k)!))}. */
  static Exact logChoose(Exact n, Exact k) {
    return n.plus(ONE)
        .logGamma()
        .minus(k.plus(ONE).logGamma())
        .minus(n.minus(k).plus(ONE).logGamma());
  }

  /** The standard normal's probability below this, by the series of erf; for moderate numbers. */
  Exact normalCdf() {
    Exact term = this;
    Exact sum = this;
    for (int n = 1; term.number.abs().compareTo(NOTHING) > 0; n++) {
      term = term.times(square()).dividedBy(of(2 * n)).negate();
      sum = sum.plus(term.dividedBy(of(2 * n + 1)));
    }
    Exact root = new Exact(BigDecimalMath.sqrt(TWO.times(PI).number, DIGITS));
    return of(0.5).plus(sum.dividedBy(root));
  }

  /** The modified Bessel function of order 0, by its series. */
  Exact besselI0() {
    return BESSELS.computeIfAbsent(this, Exact::besselSum);
  }

  private Exact besselSum() {
    Exact term = ONE;
    Exact sum = ONE;
    for (int n = 1; term.number.compareTo(sum.number.multiply(NOTHING)) > 0; n++) {
      term = term.times(square()).dividedBy(of(4.0 * n * n));
      sum = sum.plus(term);
    }
    return sum;
  }
}
