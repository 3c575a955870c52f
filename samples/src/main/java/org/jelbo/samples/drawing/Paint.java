package org.jelbo.samples.drawing;

import org.jelbo.samples.data.ImageSet;

/**
 * The colours of a house number: red, green and blue in about [0, 1]. Number and wall differ
 * clearly in brightness, and share a tint.
 */
final class Paint {
  /** How many numbers are lighter than their wall. */
  private static final double LIGHT_NUMBERS = 0.92;

  /** Which way from cool to warm light. */
  private static final double[] WARM = {1, 0.2, -1};

  private final double[] wall = new double[ImageSet.COLOURS];
  private final double[] number = new double[ImageSet.COLOURS];

  Paint(KeyedRandom random) {
    double contrast = random.uniform(0.4, 0.55);
    double dark = random.uniform(0.15, 0.35);
    boolean isLight = random.uniform() < LIGHT_NUMBERS;
    double tint = 0.06 * random.bell();
    for (int i = 0; i < wall.length; i++) {
      double warm = tint * WARM[i];
      wall[i] = (isLight ? dark : dark + contrast) + warm + 0.035 * random.bell();
      number[i] = (isLight ? dark + contrast : dark) + warm + 0.035 * random.bell();
    }
  }

  double[] wall() {
    return wall;
  }

  double[] number() {
    return number;
  }

  /** The wall in the dark. */
  double[] shadow() {
    double[] shadow = wall.clone();
    for (int i = 0; i < shadow.length; i++) {
      shadow[i] *= 0.4;
    }
    return shadow;
  }
}
