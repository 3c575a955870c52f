package org.jelbo.programs;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Which programs are tried: of every ten four fifths by their bounds, one as a sum and one by
 * predictions.
 *
 * @param first {@code -Djelbo.programs.first=S}
 * @param count {@code -Djelbo.programs=N}
 */
record Seeds(long first, long count) {
  private static final long FIRST = Long.getLong("jelbo.programs.first", 1000);
  private static final long ALL = Long.getLong("jelbo.programs", 400);

  static Seeds ofBounds() {
    return new Seeds(FIRST, ALL - 2 * (ALL / 10));
  }

  static Seeds ofSums() {
    return new Seeds(FIRST, ALL / 10);
  }

  static Seeds ofPredictions() {
    return new Seeds(FIRST, ALL / 10);
  }

  /** The last seed. */
  long last() {
    return first + count - 1;
  }

  /**
   * What is found wrong, in the order of the seeds; several are tried at a time.
   *
   * @param fault of a seed; empty where nothing is wrong
   */
  List<String> faults(LongFunction<String> fault) {
    return LongStream.rangeClosed(first, last())
        .parallel()
        .mapToObj(fault)
        .filter(found -> !found.isEmpty())
        .toList();
  }

  /** One in so many, and three. */
  int share(int of) {
    return Math.toIntExact(count / of + 3);
  }
}
