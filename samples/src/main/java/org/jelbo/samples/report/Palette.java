package org.jelbo.samples.report;

import java.util.List;

/**
 * The colours of charts. Those of classes and curves are the ten of M. A. Petroff, "Accessible
 * color sequences for data visualization", arXiv:2107.02270 (2021), Table 1, in their order: chosen
 * so that any two stay apart for people with any colour vision, and on a white ground.
 */
final class Palette {
  static final int WHITE = 0xffffff;
  static final int GRID = 0xe4e8ee;
  static final int FRAME = 0x8a94a3;
  static final int TEXT = 0x3a4350;

  /** Of lines that lie over others. */
  static final int DARK = 0x1c222b;

  private static final double DEEPEST = 0.6;

  private static final List<Integer> KINDS =
      List.of(
          0x3f90da, 0xffa90e, 0xbd1f01, 0x94a4a2, 0x832db6, 0xa96b59, 0xe76300, 0xb9ac70, 0x717581,
          0x92dadd);

  private Palette() {}

  /** How many colours there are before they repeat. */
  static int kinds() {
    return KINDS.size();
  }

  /** The colour of the i-th curve or class. */
  static int kind(int i) {
    return KINDS.get(i % KINDS.size());
  }

  /**
   * The colour of a probability: towards that of class 0 at 0, white at 0.5, towards that of class
   * 1 at 1; lighter than the classes themselves, so that their points stand out.
   */
  static int probability(double p) {
    Raster mixed = Raster.of(1, 1, WHITE);
    mixed.blend(0, 0, kind(p < 0.5 ? 0 : 1), DEEPEST * Math.abs(2 * p - 1));
    return mixed.colour(0, 0);
  }
}
