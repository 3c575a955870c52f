package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A distribution over one event, for every index of its axes.
 *
 * <p>Implement it for a family of your own; the package page has an example. What is relied on is
 * said here and tested by {@code org.jelbo.dsl.contract.DistributionContract}. An instance holds
 * its parameters and nothing that changes: a method that is called twice gives the same.
 */
public interface Distribution {
  /** The family's name, such as {@code Normal}. */
  default String family() {
    return getClass().getSimpleName();
  }

  /** The parameters by name, the very {@link Expr}s that were given. */
  Map<String, Expr> parameters();

  /** The shape of one event. */
  Shape eventShape();

  /** The axes that the parameters have. */
  default Axes axes() {
    return parameters().values().stream().map(Expr::axes).reduce(Axes.NONE, Axes::union);
  }

  /** Where each entry of a value lies, such as {@link Support#positive()}. */
  Support support();

  /**
   * The log of the density or probability of a value, in nats, {@code [axes...]}.
   *
   * @param value {@code [axes..., event...]} in the support; outside it the result is undefined. A
   *     scalar event, or sizes of 1 at equal rank, stand for the same value of each entry
   * @throws JelboException for a value of another event shape
   */
  Expr logProb(Expr value);

  /**
   * One draw for every index of the stream's and the parameters' axes, {@code [axes..., event...]}.
   * All randomness comes from the stream, so that equal noise gives equal draws; every number that
   * the stream can give, 0 of a uniform one too, gives a finite draw in the support.
   *
   * @param noise independent numbers
   */
  Expr draw(NoiseStream noise);

  /**
   * Whether a draw is a differentiable function of the parameters and of noise that does not depend
   * on them, so that the gradient of an expectation is the expectation of a gradient.
   */
  boolean isReparameterized();

  /**
   * The names of the parameters that the values of positive density depend on, such as the ends of
   * an interval, or the value itself: others change how probable values are, not which there are.
   * Nothing is assumed of a family that does not say: they are all parameters. See {@link
   * FixedRange}.
   */
  default Set<String> rangeParameters() {
    return parameters().keySet();
  }

  /**
   * Whether the values of positive density are the same for all parameters, so that the gradient of
   * the log-density with respect to them is 0 on the average: all {@link #rangeParameters} are host
   * constants.
   */
  default boolean hasFixedRange() {
    return parameters().entrySet().stream()
        .filter(each -> rangeParameters().contains(each.getKey()))
        .allMatch(each -> each.getValue().isConstant());
  }

  /**
   * Ends of the support that values come near but never to, whatever the parameters are: what
   * stands there has no density. Infinite where there is no such end.
   */
  default Range openEnds() {
    return Support.reals().range();
  }

  /**
   * Whether values are angles in radians, from -pi to pi, whose {@link #mean} is the mean direction
   * and whose {@link #variance} is {@code 1 - E cos(x - mean)}. Neither can be added up, nor moved
   * by a map.
   */
  default boolean isCircular() {
    return false;
  }

  /**
   * The mean, {@code [axes..., event...]}: the whole event, and of the parameters' axes those that
   * it depends on. Infinite or not a number where the family has none.
   *
   * @throws JelboException where there is no way to it but draws
   */
  Expr mean();

  /**
   * The variance of each entry, {@code [axes..., event...]}, as {@link #mean}.
   *
   * @throws JelboException where there is no way to it but draws
   */
  Expr variance();

  /**
   * The entropy in nats, {@code [axes...]}.
   *
   * @throws JelboException where there is no way to it but draws
   */
  Expr entropy();

  /**
   * How many values an event can have; empty where they are not finitely many. {@code
   * Long.MAX_VALUE} stands for that many or more.
   */
  default OptionalLong cardinality() {
    return FiniteValues.count(support(), eventShape());
  }

  /**
   * Every value that an event can have once, {@code [cardinality, event...]}: those of the support,
   * the last entry changing first.
   *
   * @throws JelboException where they are not finitely many, or more than 2^20
   */
  default Expr enumerate() {
    return FiniteValues.of(this);
  }
}
