package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Arithmetic;
import org.jelbo.inference.schedule.Schedule;

/**
 * What an average of parameters is: {@code a = a + s (w - a)} after each step, w the free numbers
 * of a parameter and s a share that may change with the step. In the first step s is 1.
 */
public sealed interface Averaging {
  /** The share, s. */
  Schedule share();

  /**
   * Exponential: s of {@code 1 - decay} (as Kingma and Ba 2015, section 7.2, without a correction:
   * the first step's parameters stand for all before).
   *
   * @param decay in [0, 1)
   * @throws JelboException for a decay outside of its domain
   */
  static Averaging exponential(double decay) {
    return new Exponential(decay);
  }

  /**
   * The mean over all steps after some (Polyak and Juditsky 1992): of the last n of N steps it is
   * {@code since(N - n)}. Until then the parameters themselves.
   *
   * @param step how many steps are left out, at least 0
   * @throws JelboException for a negative step
   */
  static Averaging since(long step) {
    return new Since(step);
  }

  /** An exponential average. */
  record Exponential(double decay) implements Averaging {
    /**
     * Checks the component.
     *
     * @throws JelboException for a decay outside of its domain
     */
    public Exponential {
      if (!(decay >= 0 && decay < 1)) {
        throw Messages.averagingNotAllowed("a decay in [0, 1)", decay, "exponential(0.999)");
      }
    }

    @Override
    public Schedule share() {
      return new Share(1 - decay, 0);
    }
  }

  /** The mean since a step. */
  record Since(long step) implements Averaging {
    /**
     * Checks the component.
     *
     * @throws JelboException for a negative step
     */
    public Since {
      if (step < 0) {
        throw Messages.averagingNotAllowed("a step of 0 or more", (double) step, "since(10_000)");
      }
    }

    @Override
    public Schedule share() {
      return new Share(0, step);
    }
  }

  /**
   * {@code max(1 / max(t + 1 - since, 1), low)} after t steps; an exponential share is 1 at first.
   *
   * @param low the least share; 0 for a mean
   * @param since where the mean begins
   */
  record Share(double low, long since) implements Schedule {
    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      if (low > 0) {
        return by.atLeast(by.plus(by.times(step, -1), 1), low);
      }
      return by.reciprocal(by.atLeast(by.plus(step, (double) (1 - since)), 1));
    }

    @Override
    public double least() {
      return low;
    }

    @Override
    public double most() {
      return 1;
    }

    @Override
    public String text(String unit) {
      return low > 0 ? "1, then " + low : "1 over the number of " + unit + " since " + since;
    }
  }
}
