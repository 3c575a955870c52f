package org.jelbo.samples.report;

/** Two pictures beside each other, their upper edges at one height. */
public final class SideBySide extends Picture {
  private static final int GAP = 12;

  private final Picture left;
  private final Picture right;

  private SideBySide(Picture left, Picture right) {
    this.left = left;
    this.right = right;
  }

  /**
   * One picture of two.
   *
   * @param left the first
   * @param right the second
   * @return both
   */
  public static SideBySide of(Picture left, Picture right) {
    return new SideBySide(left, right);
  }

  @Override
  Raster draw() {
    Raster one = left.draw();
    Raster other = right.draw();
    Raster both =
        Raster.of(
            one.width() + GAP + other.width(),
            Math.max(one.height(), other.height()),
            Palette.WHITE);
    both.lay(one, 0, 0);
    both.lay(other, one.width() + GAP, 0);
    return both;
  }
}
