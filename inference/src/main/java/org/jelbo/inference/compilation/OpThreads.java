package org.jelbo.inference.compilation;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one op. TensorFlow has a pool of them for the whole process, of the size that its
 * first session asks for: every later session asks for as many, so that what is recorded with a
 * result is what it was computed with.
 */
final class OpThreads {
  private static final AtomicInteger SIZE = new AtomicInteger();

  private OpThreads() {}

  /**
   * How many there are.
   *
   * @param wanted the size of the pool where there is none yet
   */
  static int of(int wanted) {
    SIZE.compareAndSet(0, wanted);
    return SIZE.get();
  }
}
