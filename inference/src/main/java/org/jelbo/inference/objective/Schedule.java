package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/** A number that may change with the training step. */
public sealed interface Schedule {
  /**
   * The same at every step.
   *
   * @param value the number
   */
  record Constant(double value) implements Schedule {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /**
   * {@code from + (to - from) min(step / steps, 1)}.
   *
   * @param from at step 0
   * @param to from step {@code steps} on
   * @param steps how long it takes, at least 1
   */
  record Linear(double from, double to, long steps) implements Schedule {
    /**
     * Checks the components.
     *
     * @throws JelboException for fewer than one step
     */
    public Linear {
      if (steps < 1) {
        throw Messages.noScheduleSteps(steps, to);
      }
    }

    @Override
    public String toString() {
      return from + " to " + to + " in " + steps + " steps";
    }
  }

  /** The same number at every step. */
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /**
   * From one number to another in equal steps, then constant.
   *
   * @throws JelboException for fewer than one step
   */
  static Schedule linear(double from, double to, long steps) {
    return new Linear(from, to, steps);
  }

  /**
   * The number at a step.
   *
   * @param step how many steps were done; scalar
   */
  default Expr at(Expr step) {
    if (this instanceof Linear linear) {
      return step.dividedBy((double) linear.steps())
          .minimum(Expr.of(1))
          .times(linear.to() - linear.from())
          .plus(linear.from());
    }
    return Expr.of(((Constant) this).value());
  }

  /** Whether the number is the same at every step, and this one. */
  default boolean isConstantly(double value) {
    return this instanceof Constant constant && constant.value() == value;
  }

  /** Whether the number is finite at every step. */
  default boolean isFinite() {
    return this instanceof Linear linear
        ? Double.isFinite(linear.to() - linear.from())
        : Double.isFinite(((Constant) this).value());
  }

  /** The least number it ever is. */
  default double least() {
    return this instanceof Linear linear
        ? Math.min(linear.from(), linear.to())
        : ((Constant) this).value();
  }
}
