package org.jelbo.inference.compilation;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;

/**
 * Serves one thread at a time what may be closed: the others wait, and calls after closing are
 * refused.
 */
public final class Guard {
  private final ReentrantLock owner;
  private final BooleanSupplier isOpen;
  private final Supplier<JelboException> closed;

  private Guard(ReentrantLock owner, BooleanSupplier isOpen, Supplier<JelboException> closed) {
    this.owner = owner;
    this.isOpen = isOpen;
    this.closed = closed;
  }

  /**
   * A new guard.
   *
   * @param isOpen whether calls can be answered
   * @param closed what is said where they cannot
   */
  static Guard of(BooleanSupplier isOpen, Supplier<JelboException> closed) {
    return new Guard(new ReentrantLock(), isOpen, closed);
  }

  /**
   * This guard, which says another thing of what was closed: threads wait for either alike.
   *
   * @param saying the refusal of a call after closing
   */
  public Guard saying(Supplier<JelboException> saying) {
    return new Guard(owner, isOpen, saying);
  }

  /** Calls that belong together, with no other thread's between them, whether open or not. */
  public <T> T undisturbed(Supplier<T> calls) {
    owner.lock();
    try {
      return calls.get();
    } finally {
      owner.unlock();
    }
  }

  /**
   * A call while it is open, with no other thread's between what it does.
   *
   * @throws JelboException where it was closed
   */
  public <T> T whileOpen(Supplier<T> call) {
    return undisturbed(
        () -> {
          requireOpen();
          return call.get();
        });
  }

  /**
   * A call while it is open, with no other thread's between what it does.
   *
   * @throws JelboException where it was closed
   */
  public void runWhileOpen(Runnable call) {
    whileOpen(
        () -> {
          call.run();
          return this;
        });
  }

  /**
   * Whether it is open, now.
   *
   * @throws JelboException where it was closed
   */
  public void requireOpen() {
    if (!isOpen.getAsBoolean()) {
      throw closed.get();
    }
  }
}
