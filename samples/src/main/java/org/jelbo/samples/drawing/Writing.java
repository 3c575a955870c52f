package org.jelbo.samples.drawing;

/**
 * How alike the digits of a data set are: what a {@link Hand} is drawn from. Lengths are in pixels.
 *
 * @param side height and width of the picture
 * @param bend the size of the waves that bend a digit, where it is 100 high
 * @param width how wide a digit is for its height
 * @param slant the mean slant, and its standard deviation
 * @param turn the standard deviation of the angle, in radians
 * @param size the larger side of a digit
 * @param offset the standard deviation of the place
 * @param radius half the width of a stroke
 */
record Writing(
    int side,
    double bend,
    Range width,
    Spread slant,
    double turn,
    Range size,
    double offset,
    Range radius) {
  /** A mean and a standard deviation. */
  record Spread(double mean, double deviation) {}
}
