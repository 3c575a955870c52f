package org.jelbo.dsl.distribution;

import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Range;

/**
 * A choice among K components of one family with weights w: {@code p(x) = sum_k w_k p_k(x)}.
 *
 * <p>The components are one distribution whose event has a dim for k. The logits are unnormalised
 * logs of the weights. Parameters are those of the components and the {@code logits}; where the
 * components have logits too, their names begin with {@code components.}
 *
 * <p>There is no closed form of the entropy: it is refused, unless all components are known to be
 * the same.
 *
 * <p>Sources: density, McLachlan and Peel 2000, chapter 1; moments by conditioning on the
 * component; reparameterized draws, Graves 2016; Figurnov, Mohamed and Mnih 2018, equation 5.
 */
public sealed interface Mixture extends Distribution permits RowMixture, EntryMixture {
  /**
   * Rows as components, all of one weight.
   *
   * @param components independent entries, {@code [K, event...]}
   * @throws JelboException for components whose event has no dim
   */
  static RowMixture ofRows(Elementwise components) {
    return RowMixture.of(null, present(components));
  }

  /**
   * Rows as components.
   *
   * @param logits {@code [K]}; minus infinity for a component that never occurs
   * @param components independent entries, {@code [K, event...]}
   * @throws JelboException for logits of another number than the components
   */
  static RowMixture ofRows(Expr logits, Elementwise components) {
    Parameters.present("Mixture", "logits", logits);
    return RowMixture.of(logits, present(components));
  }

  /**
   * Independent entries, each a mixture of its own.
   *
   * @param logits {@code [event..., K]}, or {@code [K]} for all entries; minus infinity for a
   *     component that never occurs
   * @param components independent entries, {@code [event..., K]}
   * @throws JelboException for logits of another number than the components
   */
  static EntryMixture ofEach(Expr logits, Elementwise components) {
    return EntryMixture.of(logits, present(components));
  }

  private static Elementwise present(Elementwise components) {
    return Required.of(components, "Mixture", "components", "Normal.standard(3)");
  }

  @Override
  default String family() {
    return "Mixture";
  }

  /** The components, of an event with a dim for k. */
  Elementwise components();

  /** Those of the components. */
  @Override
  default Set<String> rangeParameters() {
    return MixtureParameters.ranges(this);
  }

  @Override
  default Range openEnds() {
    return components().openEnds();
  }

  @Override
  default boolean isCircular() {
    return components().isCircular();
  }

  /** {@code log w_k}, normalised. */
  Expr logWeights();

  /**
   * The component where all are known to be the same, as host constants or by broadcasting: the
   * mixture is then that component. Empty for families that cannot be taken apart.
   */
  Optional<Elementwise> single();

  /**
   * A distribution without needless mixing: the {@link #single} component of a mixture, or itself.
   */
  static Distribution reduced(Distribution distribution) {
    return distribution instanceof Mixture mixture && mixture.single().isPresent()
        ? mixture.single().get()
        : distribution;
  }

  /**
   * Whether this is known to be the other mixture: components of one family and support, and
   * weights, of the very same parameters or equal host constants. Their divergence is then 0.
   */
  default boolean isSameAs(Mixture other) {
    return MixtureParameters.areSame(this, other);
  }
}
