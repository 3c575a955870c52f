package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent entries that are 0 with a probability g, the gate, and else of another family c:
 * {@code log p(0) = log(g + (1 - g) c(0))} and {@code log p(x) = log(1 - g) + log c(x)} elsewhere.
 *
 * <p>Event shape: that of the other family, to which the gate broadcasts. Draws are 0 where a
 * uniform number is below g, else draws of the family; they are not reparameterized.
 *
 * <p>Sources: probabilities, Lambert 1992; moments, Johnson, Kemp and Kotz 2005, chapter 8; entropy
 * from the definition, the sum over values other than 0 being that of the other family without its
 * term at 0.
 */
public final class ZeroInflated implements Elementwise {
  private final Odds gate;
  private final Elementwise counts;

  private ZeroInflated(Odds gate, Elementwise counts) {
    this.gate = gate;
    this.counts = Required.of(counts, "ZeroInflated", "counts", "Poisson.ofRate(rate)");
    Support support = counts.support();
    if (!support.isWhole() || support.rank() > 0 || !support.contains(0)) {
      throw Messages.noZero(counts);
    }
    Shape gates = gate.given().eventShape();
    if (!Parameters.eventShape("ZeroInflated", gate.given(), Expr.filled(0, counts.eventShape()))
        .equals(counts.eventShape())) {
      throw Messages.gateDoesNotFit(counts, gates);
    }
  }

  /**
   * By the logits of the gate.
   *
   * @param gateLogits {@code log(g / (1 - g))}, finite
   * @param counts entries of whole numbers that can be 0
   * @throws JelboException for numbers outside of their domain, counts that cannot be 0, and a gate
   *     of another shape
   */
  public static ZeroInflated ofLogits(Expr gateLogits, Elementwise counts) {
    return new ZeroInflated(Odds.ofLogits("ZeroInflated", "gateLogits", gateLogits), counts);
  }

  /**
   * By the probability of the gate.
   *
   * @param gateProbabilities g, from 0 to 1
   * @param counts entries of whole numbers that can be 0
   * @throws JelboException for numbers outside of their domain, counts that cannot be 0, and a gate
   *     of another shape
   */
  public static ZeroInflated ofProbabilities(Expr gateProbabilities, Elementwise counts) {
    return new ZeroInflated(
        Odds.ofProbabilities("ZeroInflated", "gateProbabilities", gateProbabilities), counts);
  }

  /** What there is where the gate lets it through. */
  Elementwise counts() {
    return counts;
  }

  /**
   * Those of the gate and of the other family; one of the same name is called {@code counts...}.
   */
  @Override
  public Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>(gate.parameters());
    counts.parameters().forEach((name, value) -> parameters.put(named(name), value));
    return Collections.unmodifiableMap(parameters);
  }

  private String named(String ofCounts) {
    return gate.parameters().containsKey(ofCounts) ? "counts." + ofCounts : ofCounts;
  }

  @Override
  public Shape eventShape() {
    return counts.eventShape();
  }

  @Override
  public Support support() {
    return counts.support();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr open = counts.logProbOfEach(value).plus(gate.logQ());
    Expr isZero = Masks.isZero(value);
    return Masks.chosen(isZero, logSum(gate.logP(), open), open);
  }

  /** {@code log(exp(a) + exp(b))}, one of which may be minus infinity, not both. */
  private static Expr logSum(Expr a, Expr b) {
    Expr greatest = a.maximum(b).maximum(Expr.of(-Float.MAX_VALUE)).stopGradient();
    return a.minus(greatest).exp().plus(b.minus(greatest).exp()).log().plus(greatest);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr isShut = noise.uniform(eventShape()).lessThan(gate.p());
    return counts.draw(noise).keptWhere(Masks.not(isShut)).stopGradient();
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** Those of the other family. */
  @Override
  public Set<String> rangeParameters() {
    return counts.rangeParameters().stream().map(this::named).collect(Collectors.toSet());
  }

  /** {@code (1 - g) m} where the mean of the other family is m. */
  @Override
  public Expr mean() {
    return counts.mean().times(gate.q());
  }

  /** {@code (1 - g) (v + g m^2)} where the other family has the mean m and the variance v. */
  @Override
  public Expr variance() {
    return counts.mean().square().times(gate.p()).plus(counts.variance()).times(gate.q());
  }

  /**
   * {@code -p(0) log p(0) - (1 - g) (1 - c(0)) log(1 - g) + (1 - g) (H + c(0) log c(0))} where the
   * other family has the entropy H.
   */
  @Override
  public Expr entropyOfEach() {
    Expr logZero = counts.logProbOfEach(Expr.filled(0, eventShape()));
    Expr zero = logZero.exp();
    Expr notZero = SpecialFunctions.expm1(logZero).negate().times(gate.q());
    Expr logAny = logSum(gate.logP(), logZero.plus(gate.logQ()));
    Expr open = counts.entropyOfEach().plus(zero.times(Branches.kept(logZero, zero)));
    return gate.q()
        .times(open)
        .minus(notZero.times(Branches.kept(gate.logQ(), notZero)))
        .minus(logAny.exp().times(logAny));
  }
}
