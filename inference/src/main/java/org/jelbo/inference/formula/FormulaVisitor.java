package org.jelbo.inference.formula;

/**
 * What is done with each kind of formula.
 *
 * @param <R> what comes of it
 */
public interface FormulaVisitor<R> {
  /** A site's log-density, its divergence, or a log-factor. */
  R density(Formula.Density density);

  /** {@code -f}. */
  R negated(Formula.Negated negated);

  /** {@code f + g + ...}; 0 for none. */
  R sum(Formula.Sum sum);

  /** {@code a f}. */
  R scaled(Formula.Scaled scaled);

  /** {@code max(nats, f)}. */
  R atLeast(Formula.AtLeast atLeast);

  /** The sum, or the mean, over a plate. */
  R overPlate(Formula.OverPlate plate);

  /** {@code sum over y of q(y) f}. */
  R expected(Formula.Expected expected);

  /** {@code log sum over c of exp(f + g + ...)}. */
  R logSumExp(Formula.LogSumExp sum);

  /** The mean over particles, or the log of the mean of exponentials. */
  R overParticles(Formula.OverParticles particles);
}
