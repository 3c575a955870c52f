package org.jelbo.inference.derivation;

import org.jelbo.dsl.expr.Jumps;

/**
 * How a latent site is dealt with. Without being asked, a site whose draws can be differentiated is
 * drawn, with the closed form of its divergence where that is sound; another with finitely many
 * values is enumerated; and a finite site of the model that the guide lacks is summed out.
 *
 * <p>The gradient by way of a draw is that of the expectation only where the loss is a continuous
 * function of the draw. A draw through which parameters move a {@link Jumps step or a seam}, such
 * as {@code lessThan} of it or an angle read as a number, is refused before the first step of a
 * training.
 */
public sealed interface Treatment {
  /** Drawn pathwise; the divergence is its closed form, and refused where there is none. */
  record ClosedForm() implements Treatment {}

  /** Drawn pathwise; the divergence is {@code log q - log p} at the draw. */
  record Pathwise() implements Treatment {}

  /** Every value, weighed by the guide's probability of it: no noise. */
  record Enumerated() implements Treatment {}

  /** Every value, summed within the logarithm of the model's density: the guide lacks the site. */
  record SummedOut() implements Treatment {}

  /** Drawn pathwise, with the closed form of the divergence. */
  static Treatment closedForm() {
    return new ClosedForm();
  }

  /** Drawn pathwise, without a closed form. */
  static Treatment pathwise() {
    return new Pathwise();
  }

  /** All values, weighed by the guide. */
  static Treatment enumerated() {
    return new Enumerated();
  }

  /** All values, summed out of the model. */
  static Treatment summedOut() {
    return new SummedOut();
  }
}
