package org.jelbo.inference.objective;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The multiply-adds of a loss, forward, as {@link org.jelbo.dsl.expr.MultiplyAdds} counts them.
 *
 * @param perRow for every row of a batch
 * @param perStep once for a batch of any size, of what no row has an own one of: components of a
 *     mixture, labels that are summed out
 */
public record Work(long perRow, long perStep) {
  private static final long FEW = 2;

  /** The work, counted when it is first asked for: that takes graphs of its own. */
  public static final class Counted {
    private final Once<Optional<Work>> found;

    private Counted(LongFunction<OptionalLong> counted) {
      found = new Once<>(() -> of(counted));
    }

    /** Empty where the products cannot be counted. */
    public Optional<Work> get() {
      return found.get();
    }
  }

  /** Work that is counted when it is first asked for, as by {@link #of}. */
  public static Counted counted(LongFunction<OptionalLong> counted) {
    return new Counted(counted);
  }

  /**
   * The work that grows by the same number with every row.
   *
   * @param counted the multiply-adds of a batch of so many rows; asked three times
   * @return empty where a count is, and where the counts do not lie on a line
   */
  public static Optional<Work> of(LongFunction<OptionalLong> counted) {
    OptionalLong two = counted.apply(FEW);
    OptionalLong three = counted.apply(FEW + 1);
    OptionalLong four = counted.apply(FEW + 2);
    if (two.isEmpty() || three.isEmpty() || four.isEmpty()) {
      return Optional.empty();
    }
    long perRow = three.getAsLong() - two.getAsLong();
    return four.getAsLong() - three.getAsLong() == perRow
        ? Optional.of(new Work(perRow, two.getAsLong() - FEW * perRow))
        : Optional.empty();
  }
}
