package org.jelbo.inference.schedule;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/**
 * A number that may change with the training step: a formula of how many steps were done. One of
 * your own is a record that implements this.
 */
public interface Schedule {
  /**
   * The formula.
   *
   * @param step how many steps were done, at least 0; in epochs under {@link #byEpoch}
   * @param by what it is computed with
   */
  <T> T at(T step, Arithmetic<T> by);

  /** The least number it comes to, or comes near, over all steps. */
  double least();

  /** The greatest number it comes to, or comes near, over all steps. */
  double most();

  /**
   * In a few words.
   *
   * @param unit of the step, {@code steps} or {@code epochs}
   */
  String text(String unit);

  /** In a few words, by steps. */
  default String text() {
    return text("steps");
  }

  /**
   * The number in a graph.
   *
   * @param step how many steps were done; scalar
   */
  default Expr at(Expr step) {
    return at(step, Arithmetic.EXPRESSIONS);
  }

  /**
   * The number, by Java.
   *
   * @param step how many steps were done
   */
  default double at(long step) {
    return at((double) step, Arithmetic.NUMBERS);
  }

  /** Whether the number is the same at every step, and this one. */
  default boolean isConstantly(double value) {
    return least() == value && most() == value;
  }

  /** Whether the number is finite at every step. */
  default boolean isFinite() {
    return Double.isFinite(most() - least()) && Double.isFinite(most());
  }

  /** The same number at every step. */
  static Schedule constant(double value) {
    return new Plain.Constant(value);
  }

  /**
   * {@code from + (to - from) min(t / steps, 1)} after t steps.
   *
   * @param steps how long it takes, at least 1
   * @throws JelboException for fewer than one step
   */
  static Schedule linear(double from, double to, long steps) {
    return new Plain.Linear(from, to, steps);
  }

  /**
   * {@code to + (from - to) (1 + cos(pi min(t / steps, 1))) / 2} after t steps (Loshchilov and
   * Hutter 2017, equation 5).
   *
   * @param steps how long it takes, at least 1
   * @throws JelboException for fewer than one step
   */
  static Schedule cosine(double from, double to, long steps) {
    return new Plain.Cosine(from, to, steps);
  }

  /**
   * {@code start factor^floor(t / every)} after t steps.
   *
   * @param factor in (0, 1]
   * @param every at least 1
   * @throws JelboException for a factor outside of its domain, and fewer than one step
   */
  static Schedule stepwise(double start, double factor, long every) {
    return new Falling(start, factor, every, true);
  }

  /**
   * {@code start factor^(t / every)} after t steps.
   *
   * @param factor in (0, 1]
   * @param every at least 1
   * @throws JelboException for a factor outside of its domain, and fewer than one step
   */
  static Schedule exponential(double start, double factor, long every) {
    return new Falling(start, factor, every, false);
  }

  /**
   * {@code from + (to - from) min(u / rising, 1)}, u the share of the period that is over: rising
   * and then level, again and again (Fu et al. 2019, equations 6 and 7).
   *
   * @param period steps, at least 1
   * @param rising share of the period, in (0, 1]
   * @throws JelboException for a share outside of its domain, and fewer than one step
   */
  static Schedule cyclical(double from, double to, long period, double rising) {
    return new Plain.Cyclical(from, to, period, rising);
  }

  /**
   * Along a cosine from {@code most / 25} to most in three tenths of the steps, and along another
   * to {@code most / 250,000} in the rest, where it stays (Smith and Topin 2019, with the shares
   * that PyTorch has).
   *
   * @param steps of the whole, at least 10
   * @throws JelboException for fewer than ten steps
   */
  static Schedule oneCycle(double most, long steps) {
    return new Plain.OneCycle(most, steps);
  }

  /**
   * This schedule after a linear warm-up: {@code (t + 1) / warmUp} of its first number after t
   * steps, and from step {@code warmUp} on its own, counted from there (Goyal et al. 2017, section
   * 2.2, which starts above 0, too).
   *
   * @param warmUp steps, at least 1
   * @throws JelboException for fewer than one step
   */
  default Schedule warmedUp(long warmUp) {
    return new Changed.WarmedUp(this, warmUp);
  }

  /** This schedule, but never below a number. */
  default Schedule atLeast(double low) {
    return new Changed.AtLeast(this, low);
  }

  /**
   * This schedule, with epochs where it says steps: {@code t / stepsPerEpoch} is its step.
   *
   * @param stepsPerEpoch rows of the data over those of a batch, positive and finite
   * @throws JelboException for a number outside of its domain
   */
  default Schedule byEpoch(double stepsPerEpoch) {
    return new Changed.ByEpoch(this, stepsPerEpoch);
  }
}
