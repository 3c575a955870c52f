/**
 * Distributions, one final class a family.
 *
 * <p>Everything right of the axes is one event: {@code logProb} of a value {@code [axes...,
 * event...]} has shape {@code [axes...]}. Families of independent entries are {@link
 * org.jelbo.dsl.distribution.Elementwise} and also score each entry. No factory transforms its
 * arguments. Logarithms are natural: log-densities, entropies and divergences are in nats.
 *
 * <p>Factories name what their parameters are: {@code Gamma.ofConcentrationAndRate}, {@code
 * Bernoulli.ofLogits}; a plain {@code of} is there where the order is the field's, such as location
 * and scale. A family whose cumulative distribution function has a closed form is {@link
 * org.jelbo.dsl.distribution.Cumulative}; a finite one lists its values by {@code enumerate()}.
 * {@link org.jelbo.dsl.distribution.Mixture}, {@link org.jelbo.dsl.distribution.ZeroInflated} and
 * {@link org.jelbo.dsl.distribution.Transformed} are made of others.
 *
 * <h2>A family of your own</h2>
 *
 * <p>implements {@link org.jelbo.dsl.distribution.Elementwise} when its entries are independent,
 * else {@link org.jelbo.dsl.distribution.Distribution}. Exponential entries by their rate:
 *
 * <pre>
 * public final class Exponential implements Elementwise {
 *   private final Expr rate;
 *
 *   private Exponential(Expr rate) { this.rate = rate; }
 *
 *   public static Exponential of(Expr rate) { return new Exponential(rate); }
 *
 *   public Map&lt;String, Expr&gt; parameters() { return Map.of("rate", rate); }
 *   public Shape eventShape() { return rate.eventShape(); }
 *   public Support support() { return Support.positive(); }
 *   public Expr logProbOfEach(Expr value) { return rate.log().minus(rate.times(value)); }
 *   public Expr draw(NoiseStream noise) {
 *     Expr uniform = noise.uniform(eventShape()).maximum(Expr.of(1e-8));
 *     return uniform.negate().log1p().negate().dividedBy(rate);
 *   }
 *   public boolean isReparameterized() { return true; }
 *   public Expr mean() { return Expr.of(1).dividedBy(rate); }
 *   public Expr variance() { return Expr.of(1).dividedBy(rate.square()); }
 *   public Expr entropyOfEach() { return rate.log().negate().plus(1); }
 * }
 * </pre>
 *
 * <ul>
 *   <li>Write formulas of {@link org.jelbo.dsl.expr.Expr}s: they broadcast over axes by name, and
 *       fold when all that meets is a host constant. {@code operand()} is refused for a constant,
 *       so that a function by TensorFlow's op needs another for constants.
 *   <li>Of several parameters, {@link org.jelbo.dsl.distribution.Parameters#eventShape} is the
 *       event shape, and {@link org.jelbo.dsl.distribution.Parameters#filling} gives a moment that
 *       lacks one of them the entries it misses.
 *   <li>A uniform number can be 0 and is never 1: {@code -log(1 - u)} is finite, but can be 0,
 *       which is not in the support, and where a gradient may be infinite. Hence the least value.
 *   <li>A family that is not {@code Elementwise} starts its {@code logProb} with {@link
 *       org.jelbo.dsl.distribution.Scored#by}, which refuses values of another event shape.
 *   <li>Parameters outside of their domain are refused by the factory where they are constants;
 *       {@link org.jelbo.dsl.error.JelboException#here} names the user's line.
 * </ul>
 *
 * <p>The tests of {@code org.jelbo.dsl.contract.DistributionContract}, in the jar {@code
 * org.jelbo:jelbo-dsl:tests}, hold a family to all that is relied on.
 */
@NullMarked
package org.jelbo.dsl.distribution;

import org.jspecify.annotations.NullMarked;
