package org.jelbo.inference.schedule;

/** Schedules that follow from others. */
final class Changed {
  private Changed() {}

  record WarmedUp(Schedule then, long warmUp) implements Schedule {
    WarmedUp {
      Messages.requireSteps(warmUp, 1, "leave out warmedUp");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      T own = then.at(by.atLeast(by.plus(step, (double) -warmUp), 0), by);
      return by.times(own, by.atMost(by.over(by.plus(step, 1), (double) warmUp), 1));
    }

    @Override
    public double least() {
      return Math.min(then.least(), then.at(0) / warmUp);
    }

    @Override
    public double most() {
      return Math.max(then.most(), then.at(0) / warmUp);
    }

    @Override
    public String text(String unit) {
      return then.text(unit) + " after " + warmUp + " " + unit + " of warm-up";
    }
  }

  record AtLeast(Schedule of, double low) implements Schedule {
    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      return by.atLeast(of.at(step, by), low);
    }

    @Override
    public double least() {
      return Math.max(of.least(), low);
    }

    @Override
    public double most() {
      return Math.max(of.most(), low);
    }

    @Override
    public String text(String unit) {
      return of.text(unit) + ", at least " + low;
    }
  }

  record ByEpoch(Schedule of, double stepsPerEpoch) implements Schedule {
    ByEpoch {
      Messages.require(
          stepsPerEpoch > 0 && Double.isFinite(stepsPerEpoch),
          "steps of an epoch",
          stepsPerEpoch,
          "(0, infinity)",
          "byEpoch(feed.stepsPerEpoch())");
    }

    @Override
    public <T> T at(T step, Arithmetic<T> by) {
      return of.at(by.over(step, stepsPerEpoch), by);
    }

    @Override
    public double least() {
      return of.least();
    }

    @Override
    public double most() {
      return of.most();
    }

    @Override
    public String text(String unit) {
      return of.text("epochs");
    }
  }
}
