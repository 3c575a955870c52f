package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.bijector.Chain;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Draws of a base distribution, mapped: {@code y = f(x)}, {@code log p(y) = log p_base(x) - log
 * |det dy/dx|} at {@code x = f^-1(y)}.
 *
 * <p>Event shape: that of the base, mapped. Of independent entries that are mapped one by one this
 * is {@link OfEntries}; of a {@link Cumulative} base it is that too. A value at an end of the
 * support, which no x maps to, is scored as the nearest float inside.
 *
 * <p>Mean, variance and entropy are exact where each entry of y is {@code a x + b} of one entry of
 * x ({@link Bijector#ofVariances}), and refused otherwise: means of draws estimate them.
 *
 * <p>The log-density of a draw goes back through the inverse: where f is flat to the last digit, as
 * tanh is from 9 on in float32, it is that of another x with the same y.
 *
 * <p>Sources: density, Papamakarios et al. 2021, section 2.1; entropy, Cover and Thomas 2006,
 * section 8.6.
 */
public sealed interface Transformed extends Distribution
    permits MappedEvent, Transformed.OfEntries {
  /**
   * A base and a map. A base that is itself transformed goes through both maps, {@link Chain}ed.
   *
   * @param base of real numbers, in the map's domain
   * @param bijector takes the base's event shape
   * @throws JelboException for a base of whole numbers, of too few dims, or outside of the domain
   */
  static Transformed of(Distribution base, Bijector bijector) {
    Required.of(base, "Transformed", "a base distribution", "Normal.standard(3)");
    Required.of(bijector, "Transformed", "a map", "Exp.of()");
    if (base instanceof Transformed inner) {
      return of(inner.base(), Chain.of(inner.bijector(), bijector));
    }
    if (base.cardinality().isPresent() || base.support().isWhole()) {
      throw Messages.baseOfWholeNumbers(base);
    }
    if (base.eventShape().numDimensions() < bijector.freeRank()) {
      throw Messages.baseOfTooFewDims(base, bijector);
    }
    bijector.eventShape(base.eventShape());
    bijector.image(base.support());
    if (bijector.freeRank() == 0 && bijector.eventRank() == 0) {
      if (base instanceof Cumulative cumulative) {
        return new MappedCumulative(cumulative, bijector);
      }
      if (base instanceof Elementwise elementwise) {
        return new MappedEntries(elementwise, bijector);
      }
    }
    return new MappedEvent(base, bijector);
  }

  /**
   * A base of independent entries and a map of single entries, for what takes an {@link
   * Elementwise}.
   *
   * @param base of real numbers, in the map's domain
   * @param bijector with a freeRank of 0
   * @throws JelboException as {@link #of}, and for a map of vectors
   */
  static OfEntries ofEach(Elementwise base, Bijector bijector) {
    if (of(base, bijector) instanceof OfEntries entries) {
      return entries;
    }
    throw Messages.mapOfVectors(bijector);
  }

  /** What is drawn from first; not itself transformed. */
  Distribution base();

  /** The map from the base's draws. */
  Bijector bijector();

  /**
   * {@code f^-1(y)}, what the density of the base is asked for: y and it are moved off the ends of
   * supports by a float.
   */
  default Expr pulledBack(Expr value) {
    Expr x = bijector().inverse(MappedEdges.inside(support(), value));
    return MappedEdges.inside(base().support(), x);
  }

  /**
   * Whether another goes through the same map, of equal parameters: then the divergence of this
   * from the other is that of their bases.
   */
  default boolean mapsAs(Transformed other) {
    return bijector().equals(other.bijector());
  }

  @Override
  default String family() {
    return "Transformed";
  }

  /** Those of the base, and those of the map after {@code bijector.}, such as bijector.loc. */
  @Override
  default Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>(base().parameters());
    bijector().parameters().forEach((name, value) -> parameters.put("bijector." + name, value));
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  default Shape eventShape() {
    return bijector().eventShape(base().eventShape());
  }

  /** The image of the base's support. */
  @Override
  default Support support() {
    return bijector().image(base().support());
  }

  /** {@code f(x)} of a draw x of the base, moved off the ends of supports by a float. */
  @Override
  default Expr draw(NoiseStream noise) {
    Expr x = MappedEdges.inside(base().support(), base().draw(noise));
    return MappedEdges.kept(support(), bijector().forward(x));
  }

  @Override
  default boolean isReparameterized() {
    return base().isReparameterized();
  }

  /** Those of the base, and where there are some those of the map. */
  @Override
  default Set<String> rangeParameters() {
    Set<String> ofBase = base().rangeParameters();
    return parameters().keySet().stream()
        .filter(
            name -> !ofBase.isEmpty() && (name.startsWith("bijector.") || ofBase.contains(name)))
        .collect(Collectors.toSet());
  }

  /** The images of the ends of the support that no value of the base comes to. */
  @Override
  default Range openEnds() {
    return MappedEdges.open(this);
  }

  /** Whether the base's is: a map of the graph has one image of what is bounded. */
  @Override
  default boolean hasFixedRange() {
    return base().hasFixedRange();
  }

  /** {@code f(mean of x)}; refused unless each entry is {@code a x + b} of one entry. */
  @Override
  default Expr mean() {
    return Linear.of("mean", this).mean();
  }

  /** {@code a^2 (variance of x)}; refused unless each entry is {@code a x + b} of one entry. */
  @Override
  default Expr variance() {
    return Linear.of("variance", this).variance();
  }

  /** Independent entries, each mapped on its own. */
  sealed interface OfEntries extends Transformed, Elementwise
      permits MappedEntries, MappedCumulative {
    @Override
    Elementwise base();

    @Override
    default Expr logProbOfEach(Expr value) {
      Expr x = pulledBack(value);
      return base().logProbOfEach(x).minus(bijector().logDet(x));
    }

    /** {@code H(x) + log |dy/dx|}; refused unless each entry is {@code a x + b} of one entry. */
    @Override
    default Expr entropyOfEach() {
      return base().entropyOfEach().plus(Linear.of("entropy", this).logDet());
    }
  }
}
