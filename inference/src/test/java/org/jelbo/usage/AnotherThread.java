package org.jelbo.usage;

import java.util.concurrent.atomic.AtomicReference;

/** Work that another thread does. */
final class AnotherThread {
  private AnotherThread() {}

  /** What a parallel stream does with some of its work. */
  static void onAnotherThread(Runnable work) {
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (thrown.get() != null) {
      throw thrown.get();
    }
  }
}
