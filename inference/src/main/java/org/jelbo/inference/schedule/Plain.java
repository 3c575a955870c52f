package org.jelbo.inference.schedule;

/** Schedules of their own formula. */
final class Plain {
  private static final double HALF = 0.5;

  private Plain() {}

  /** From one number to another along half a cosine, as a share of the way goes from 0 to 1. */
  static <T> T along(double from, double to, T share, Arithmetic<T> by) {
    T cosine = by.cos(by.times(share, Math.PI));
    return by.plus(by.times(by.plus(cosine, 1), HALF * (from - to)), to);
  }

  private static String between(double from, double to, long steps, String unit) {
    return from + " to " + to + " in " + steps + " " + unit;
  }

  record Constant(double value) implements Schedule {
    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      return by.number(value);
    }

    @Override
    public double least() {
      return value;
    }

    @Override
    public double most() {
      return value;
    }

    @Override
    public String text(String unit) {
      return Double.toString(value);
    }
  }

  record Linear(double from, double to, long steps) implements Schedule {
    Linear {
      Messages.requireSteps(steps, 1, "Schedule.constant(" + to + ")");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      T share = by.atMost(by.over(step, (double) steps), 1);
      return by.plus(by.times(share, to - from), from);
    }

    @Override
    public double least() {
      return Math.min(from, to);
    }

    @Override
    public double most() {
      return Math.max(from, to);
    }

    @Override
    public String text(String unit) {
      return between(from, to, steps, unit);
    }
  }

  record Cosine(double from, double to, long steps) implements Schedule {
    Cosine {
      Messages.requireSteps(steps, 1, "Schedule.constant(" + to + ")");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      return along(from, to, by.atMost(by.over(step, (double) steps), 1), by);
    }

    @Override
    public double least() {
      return Math.min(from, to);
    }

    @Override
    public double most() {
      return Math.max(from, to);
    }

    @Override
    public String text(String unit) {
      return between(from, to, steps, unit) + " along a cosine";
    }
  }

  record Cyclical(double from, double to, long period, double rising) implements Schedule {
    Cyclical {
      Messages.requireSteps(period, 1, "cyclical(" + from + ", " + to + ", 5_000, 0.5)");
      Messages.require(
          rising > 0 && rising <= 1,
          "a rising share of the period",
          rising,
          "(0, 1]",
          "cyclical(" + from + ", " + to + ", " + period + ", 0.5)");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      T periods = by.over(step, (double) period);
      T over = by.minus(periods, by.floor(periods));
      return by.plus(by.times(by.atMost(by.over(over, rising), 1), to - from), from);
    }

    @Override
    public double least() {
      return Math.min(from, to);
    }

    @Override
    public double most() {
      return Math.max(from, to);
    }

    @Override
    public String text(String unit) {
      return from + " to " + to + " in " + rising + " of every " + period + " " + unit;
    }
  }

  record OneCycle(double most, long steps) implements Schedule {
    private static final long LEAST_STEPS = 10;
    private static final double RISING = 0.3;
    private static final double FIRST = 1 / 25.0;
    private static final double LAST = FIRST / 10_000;

    OneCycle {
      Messages.requireSteps(steps, LEAST_STEPS, "Schedule.constant(" + most + ")");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      T share = by.over(step, (double) steps);
      T up = along(FIRST * most, most, by.atMost(by.over(share, RISING), 1), by);
      T rest = by.atMost(by.atLeast(by.over(by.plus(share, -RISING), 1 - RISING), 0), 1);
      // Each stays at most while the other moves.
      return by.plus(by.minus(up, by.times(along(most, LAST * most, rest, by), -1)), -most);
    }

    @Override
    public double least() {
      return Math.min(LAST * most, most);
    }

    @Override
    public String text(String unit) {
      return "one cycle of " + steps + " " + unit + " up to " + most;
    }
  }
}
