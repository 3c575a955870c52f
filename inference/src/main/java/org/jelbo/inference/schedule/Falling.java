package org.jelbo.inference.schedule;

/**
 * A number that is multiplied again and again.
 *
 * @param factor in (0, 1]
 * @param every steps from one factor to the next
 * @param isStepwise whether it stays the same between them
 */
record Falling(double start, double factor, long every, boolean isStepwise) implements Schedule {
  Falling {
    String remedy = "exponential(" + start + ", 0.5, 1_000)";
    Messages.requireSteps(every, 1, remedy);
    Messages.require(factor > 0 && factor <= 1, "a factor", factor, "(0, 1]", remedy);
  }

  @Override
  public <T> T at(T step, Arithmetic<T> by) {
    T times = by.over(step, (double) every);
    T power = by.exp(by.times(isStepwise ? by.floor(times) : times, Math.log(factor)));
    return by.times(power, start);
  }

  @Override
  public double least() {
    return factor == 1 ? start : Math.min(start, 0);
  }

  @Override
  public double most() {
    return factor == 1 ? start : Math.max(start, 0);
  }

  @Override
  public String text(String unit) {
    String often = isStepwise ? " every " : " in ";
    return start + " times " + factor + often + every + " " + unit;
  }
}
