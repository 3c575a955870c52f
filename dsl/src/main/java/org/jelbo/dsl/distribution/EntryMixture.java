package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent entries, each a mixture along the last dim of the components: {@code log p(x) = log
 * sum_k w_k p_k(x)}.
 *
 * <p>Event shape: that of the components without the last dim. A draw chooses its component by the
 * greatest logit plus Gumbel noise. Where the components are {@link Cumulative} and
 * reparameterized, and lie in one interval if in any, draws are too, by implicit differentiation:
 * {@code dx = -dF(x) / p(x)} with the cumulative probability F. Gradients to the logits vary widely
 * where components lie far apart; those of the second order are not right.
 */
public final class EntryMixture implements Mixture, Elementwise {
  private final Logits logits;
  private final Elementwise components;

  private EntryMixture(Logits logits, Elementwise components) {
    this.logits = logits;
    this.components = components;
  }

  static EntryMixture of(Expr logits, Elementwise components) {
    Logits weights = Logits.of("Mixture", logits);
    Shape event = components.eventShape();
    int rank = event.numDimensions();
    Shape found = logits.eventShape();
    boolean fits = rank > 0 && weights.categories() == event.get(rank - 1);
    for (int i = 0; fits && found.numDimensions() > 1 && i < rank; i++) {
      fits = found.numDimensions() == rank && (found.get(i) == 1 || found.get(i) == event.get(i));
    }
    if (!fits) {
      throw Messages.mixtureDoesNotFit("[event..., K] or [K]", "[event..., K]", found, event);
    }
    return new EntryMixture(weights, components);
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
    return MixtureParameters.of(logits.logits(), components);
  }

  @Override
  public Shape eventShape() {
    Shape event = components.eventShape();
    return event.take(event.numDimensions() - 1);
  }

  @Override
  public Support support() {
    return components.support();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return joint(value).logSumExp();
  }

  /** {@code log w_k + log p_k(x)}, {@code [event..., K]}. */
  private Expr joint(Expr value) {
    Expr each = components.logProbOfEach(LastDim.columnOfEntries(value));
    return Parameters.filling(each, components.eventShape()).plus(fitting(logWeights()));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr draw = drawn(noise);
    return isReparameterized() ? ImplicitDraw.of(this, draw) : draw.stopGradient();
  }

  private Expr drawn(NoiseStream noise) {
    Expr full = Parameters.filling(fitting(logits.logits()), components.eventShape());
    Expr choice = LastDim.oneHot(new Logits(full).draw(noise), logits.categories());
    if (components instanceof Selectable selectable) {
      return selectable.select(parameter -> chosen(parameter, choice)).draw(noise);
    }
    return Reductions.sumLast(components.draw(noise).keptWhere(choice));
  }

  private static Expr chosen(Expr parameter, Expr choice) {
    return parameter.eventShape().numDimensions() == 0
        ? parameter
        : Reductions.sumLast(Parameters.filling(parameter, choice.eventShape()).keptWhere(choice));
  }

  @Override
  public boolean isReparameterized() {
    return components instanceof Cumulative
        && components.isReparameterized()
        && haveOneRange(components);
  }

  /** No draw moves over a gap between ranges, however the weights of what is beside it change. */
  private static boolean haveOneRange(Elementwise components) {
    return components.parameters().entrySet().stream()
        .filter(each -> components.rangeParameters().contains(each.getKey()))
        .allMatch(each -> isSameForAll(each.getValue()));
  }

  /** {@code sum_k w_k m_k}. */
  @Override
  public Expr mean() {
    MixtureParameters.requireLine("mean", components);
    return Reductions.sumLast(components.mean().times(weights()));
  }

  /** {@code sum_k w_k (v_k + (m_k - mean)^2)}. */
  @Override
  public Expr variance() {
    MixtureParameters.requireLine("variance", components);
    Expr distance = components.mean().minus(LastDim.columnOfEntries(mean()));
    return Reductions.sumLast(components.variance().plus(distance.square()).times(weights()));
  }

  /** Those of the component where all are known to be the same, else refused. */
  @Override
  public Expr entropyOfEach() {
    return single().orElseThrow(Messages::noEntropy).entropyOfEach();
  }

  @Override
  public Optional<Elementwise> single() {
    boolean areSame =
        components.parameters().values().stream().allMatch(EntryMixture::isSameForAll);
    return areSame && components instanceof Selectable selectable
        ? Optional.of(selectable.select(EntryMixture::first))
        : Optional.empty();
  }

  private static boolean isSameForAll(Expr parameter) {
    Shape shape = parameter.eventShape();
    int rank = shape.numDimensions();
    if (rank == 0 || shape.get(rank - 1) == 1) {
      return true;
    }
    return parameter.isConstant()
        && Arrays.stream(parameter.minus(LastDim.columnOfEntries(first(parameter))).constant())
            .allMatch(difference -> difference == 0);
  }

  private static Expr first(Expr parameter) {
    Shape shape = parameter.eventShape();
    int rank = shape.numDimensions();
    return rank == 0
        ? parameter
        : Events.entries(parameter, 0, 1).reshape(shape.take(rank - 1).asArray());
  }

  /** {@code w_k}, of the components' rank. */
  Expr weights() {
    return fitting(logWeights()).exp();
  }

  /** {@code [K]} as weights of all entries. */
  private Expr fitting(Expr weights) {
    int rank = components.eventShape().numDimensions();
    if (weights.eventShape().numDimensions() == rank) {
      return weights;
    }
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[rank - 1] = logits.categories();
    return weights.reshape(sizes);
  }
}
