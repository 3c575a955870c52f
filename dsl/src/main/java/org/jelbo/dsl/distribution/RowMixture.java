package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * One choice for a whole event: {@code log p(x) = log sum_k w_k prod_i p_ki(x_i)}, component k
 * being row k of the components.
 *
 * <p>Event shape: that of the components without the first dim. A draw chooses its component by the
 * greatest logit plus Gumbel noise; normal rows are then drawn once, rows of other families all K
 * times. Where the components are normal and an event has at most 64 entries, draws are
 * reparameterized by implicit differentiation of one entry after the other, each given those before
 * it (see {@link EntryMixture}); that costs as much as their log-density under every row. Otherwise
 * draws have no gradient.
 *
 * <p>In float32, log-densities of normal rows without axes are matrix products of float64: several
 * times as fast as differences, and right as long as every mean is within 1e5 of its standard
 * deviations around the mean of all rows; a run fails where one is not.
 */
public final class RowMixture implements Mixture {
  /** Each makes the graph longer. */
  private static final int MOST_ENTRIES = 64;

  private final @Nullable Expr given;
  private final Logits logits;
  private final Elementwise components;

  private RowMixture(@Nullable Expr given, Logits logits, Elementwise components) {
    this.given = given;
    this.logits = logits;
    this.components = components;
  }

  static RowMixture of(@Nullable Expr logits, Elementwise components) {
    Shape event = components.eventShape();
    int rank = event.numDimensions();
    if (logits == null) {
      if (rank == 0) {
        throw Messages.mixtureDoesNotFit("[K]", "[K, event...]", Shape.scalar(), event);
      }
      Logits equal = Logits.uniform("Mixture", Math.toIntExact(event.get(0)));
      return new RowMixture(null, equal, components);
    }
    Logits weights = Logits.of("Mixture", logits);
    if (rank == 0 || !logits.eventShape().equals(Shape.of(event.get(0)))) {
      throw Messages.mixtureDoesNotFit("[K]", "[K, event...]", logits.eventShape(), event);
    }
    return new RowMixture(logits, weights, components);
  }

  @Override
  public Elementwise components() {
    return components;
  }

  @Override
  public Expr logWeights() {
    return logits.logProbs();
  }

  @Override
  public Map<String, Expr> parameters() {
    return MixtureParameters.of(given, components);
  }

  @Override
  public Shape eventShape() {
    return components.eventShape().tail();
  }

  @Override
  public Support support() {
    return components.support();
  }

  @Override
  public Expr logProb(Expr value) {
    return joint(Scored.by(this, value)).logSumExp();
  }

  /** {@code log w_k + log p_k(x)}, {@code [K]}. */
  private Expr joint(Expr value) {
    if (components instanceof Normal normal
        && axes().size() == 0
        && NormalRows.areFast(normal, value)) {
      return NormalRows.logProbs(normal, logWeights(), Parameters.filling(value, eventShape()));
    }
    Expr each = components.logProbOfEach(MixtureRows.row(value));
    Expr rows = MixtureRows.flat(Parameters.filling(each, components.eventShape()));
    return Reductions.sumLast(rows).plus(logWeights());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr draw = drawn(noise, logits.draw(noise));
    return isReparameterized()
        ? SuccessiveDraw.of(this, (Selectable) components, draw)
        : draw.stopGradient();
  }

  private Expr drawn(NoiseStream noise, Expr choice) {
    Shape full = components.eventShape();
    return components instanceof Selectable selectable
        ? selectable.select(rows -> MixtureRows.at(rows, choice, full)).draw(noise)
        : MixtureRows.at(components.draw(noise), choice, full);
  }

  @Override
  public boolean isReparameterized() {
    return components instanceof Selectable
        && components instanceof Cumulative
        && components.isReparameterized()
        && components.rangeParameters().isEmpty()
        && eventShape().size() <= MOST_ENTRIES;
  }

  /** {@code sum_k w_k m_k}. */
  @Override
  public Expr mean() {
    MixtureParameters.requireLine("mean", components);
    return weighted(components.mean());
  }

  /** {@code sum_k w_k (v_k + (m_k - mean)^2)}. */
  @Override
  public Expr variance() {
    MixtureParameters.requireLine("variance", components);
    Expr distance = components.mean().minus(MixtureRows.row(mean()));
    return weighted(components.variance().plus(distance.square()));
  }

  private Expr weighted(Expr rows) {
    Expr weights = logWeights().exp().reshape(1, logits.categories());
    return Matrices.product(weights, MixtureRows.flat(rows)).reshape(eventShape().asArray());
  }

  /** The component where all are known to be the same: the mixture is that component. */
  @Override
  public Optional<Elementwise> single() {
    Shape full = components.eventShape();
    boolean areSame =
        components.parameters().values().stream().allMatch(rows -> MixtureRows.areSame(rows, full));
    return areSame && components instanceof Selectable selectable
        ? Optional.of(selectable.select(rows -> MixtureRows.at(rows, Expr.of(0), full)))
        : Optional.empty();
  }

  /** That of the component where all are known to be the same, else refused. */
  @Override
  public Expr entropy() {
    return single().orElseThrow(Messages::noEntropy).entropy();
  }
}
