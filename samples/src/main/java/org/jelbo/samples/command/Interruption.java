package org.jelbo.samples.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.training.Listener;

/**
 * A wish to end, such as Ctrl-C. The program ends at once, or, where there is something to keep,
 * when that is kept and said. The system's exit code says which signal it was: 130 for Ctrl-C, 143
 * for {@code kill}.
 */
final class Interruption {
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean hasToKeep;

  /** Hears of the signals that end a program; {@link #ended} is to be called at its end. */
  static Interruption ofSignals(PrintWriter err) {
    Interruption interruption = new Interruption();
    // The program ends when this thread does, or when it has exited by itself.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.signalled(err), "jelbo-interruption"));
    return interruption;
  }

  private void signalled(PrintWriter err) {
    request();
    if (hasToKeep && ended.getCount() > 0) {
      err.println();
      err.println("interrupted: ending after this step, and keeping what was trained");
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Wishes to end. */
  void request() {
    requested = true;
  }

  /** Whether to end. */
  boolean isRequested() {
    return requested;
  }

  /** Does not end before what there is from now on is kept. */
  void keepFromNow() {
    hasToKeep = true;
  }

  /** All is kept. */
  void allKept() {
    hasToKeep = false;
  }

  /** All is said. */
  void ended() {
    ended.countDown();
  }

  /**
   * Waits.
   *
   * @return false where the program is to end instead
   */
  boolean pause(Duration time) {
    for (long left = time.toMillis(); left > 0 && !requested; left -= 100) {
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !requested;
  }

  /** Ends a training before its first step, where that is wished. */
  void requireTime(long steps, String remedy) {
    requireTime(0, steps, remedy);
  }

  private void requireTime(long done, long steps, String remedy) {
    if (requested && done < steps) {
      throw Refusals.interrupted(steps, done, remedy);
    }
  }

  /**
   * Ends a training after the step at which that is wished, but not after its last.
   *
   * @param listener hears of the steps
   * @param remedy how to go on
   */
  Listener ending(Listener listener, long steps, String remedy) {
    return new Listener() {
      @Override
      public void stepped(StepReport report) {
        listener.stepped(report);
        requireTime(report.step(), steps, remedy);
      }

      @Override
      public void measured(long step, String name, double value) {
        listener.measured(step, name, value);
      }
    };
  }
}
