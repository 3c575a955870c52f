package org.jelbo.programs;

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

  /** The seed after the last. */
  long end() {
    return first + count;
  }

  /** One in so many, and three. */
  int share(int of) {
    return Math.toIntExact(count / of + 3);
  }
}
