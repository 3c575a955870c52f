package org.jelbo.inference.runtime;

import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;

/** Java's heap, of which {@code -Xmx} is the size. */
public final class Heap {
  /** What a command needs beside its data. */
  private static final long ENOUGH = 1L << 30;

  /** Copies of a column that are held while it is loaded, and as much again for all else. */
  private static final int COPIES = 4;

  private Heap() {}

  /**
   * What takes much of the heap.
   *
   * @param name such as {@code column 'x'}
   * @param bytes how much
   */
  public record Load(String name, long bytes) {}

  /**
   * A value that is computed.
   *
   * @param largest what fills it most; asked only then
   * @throws JelboException where the heap is full, with the size that it should have
   */
  public static <T> T with(Supplier<Load> largest, Supplier<T> computed) {
    try {
      return computed.get();
    } catch (OutOfMemoryError e) {
      throw full(largest.get(), e);
    }
  }

  /**
   * The same where nothing is known that fills most of it.
   *
   * @throws JelboException where the heap is full, with the size that it should have
   */
  public static <T> T with(Supplier<T> computed) {
    try {
      return computed.get();
    } catch (OutOfMemoryError e) {
      throw full(e);
    }
  }

  private static JelboException full(Load largest, OutOfMemoryError cause) {
    long heap = Runtime.getRuntime().maxMemory();
    long wanted = Math.max(ENOUGH, Math.max(2 * heap, heap + COPIES * largest.bytes()));
    return Messages.heapFull(heap, largest, wanted).causedBy(cause);
  }

  /** The refusal of work for which a full heap has no room. */
  public static JelboException full(OutOfMemoryError cause) {
    long heap = Runtime.getRuntime().maxMemory();
    return Messages.heapFull(heap, Math.max(ENOUGH, 2 * heap)).causedBy(cause);
  }
}
