package org.jelbo.samples.page;

import java.util.List;

/**
 * A chart of quantities over steps or epochs.
 *
 * @param x what is below the horizontal axis, such as {@code step}
 * @param y what is beside the vertical axis, with its unit
 * @param curves drawn in this order; x of each ascends
 * @param levels dashed lines across, such as a published value
 */
public record Curves(String heading, String x, String y, List<Series> curves, List<Level> levels)
    implements Section {
  /** A constant, which is finite. */
  public record Level(String name, double value) {
    /** Refuses one that is nowhere. */
    public Level {
      if (!Double.isFinite(value)) {
        throw Messages.levelNowhere(name, value);
      }
    }
  }

  /** Copies the lists. */
  public Curves {
    curves = List.copyOf(curves);
    levels = List.copyOf(levels);
  }
}
