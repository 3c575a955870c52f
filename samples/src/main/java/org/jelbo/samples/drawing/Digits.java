package org.jelbo.samples.drawing;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.ImageSet;

/**
 * Handwritten-looking digits drawn by Jelbo: like MNIST, 28 x 28 grey images of white strokes on
 * black, in labelled splits of 60,000 and 10,000. Nothing is downloaded, no font is used.
 *
 * <p>Each digit has two or three styles made of curves. An image picks one, bends it by smooth
 * random waves, changes width, slant, angle, size, place and stroke width, and draws it with grey
 * edges. Every image has its own random numbers, from the seed, the split and its index: the same
 * bits on every platform, whatever the number of threads, and a smaller set is the beginning of a
 * larger one. Of ten images in a row from a multiple of ten, each shows another digit.
 */
public final class Digits {
  /** Height and width of every image, in pixels. */
  public static final int SIDE = 28;

  /** How many training images there are. */
  public static final int TRAIN_COUNT = 60_000;

  /** How many test images there are. */
  public static final int TEST_COUNT = 10_000;

  private static final Split TRAIN = new Split(Digits.class, "train", TRAIN_COUNT, 0);
  private static final Split TEST = new Split(Digits.class, "test", TEST_COUNT, 2);

  /** Like MNIST: the larger side of a digit has about 20 pixels. */
  private static final Writing WRITING =
      new Writing(
          SIDE,
          4.4,
          new Range(0.64, 1.08),
          new Writing.Spread(0.16, 0.23),
          0.16,
          new Range(16.5, 20),
          0.8,
          new Range(0.75, 1.9));

  private Digits() {}

  /**
   * The training set.
   *
   * @param seed any number
   * @return 60,000 images
   */
  public static ImageSet train(long seed) {
    return draw(TRAIN, seed, TRAIN_COUNT);
  }

  /**
   * The beginning of the training set.
   *
   * @param seed any number
   * @param count how many images, from 1 to 60,000
   * @return {@code count} images
   * @throws JelboException if {@code count} is out of range
   */
  public static ImageSet train(long seed, int count) {
    return draw(TRAIN, seed, count);
  }

  /**
   * The test set, which shares no image with the training set.
   *
   * @param seed any number
   * @return 10,000 images
   */
  public static ImageSet test(long seed) {
    return draw(TEST, seed, TEST_COUNT);
  }

  /**
   * The beginning of the test set.
   *
   * @param seed any number
   * @param count how many images, from 1 to 10,000
   * @return {@code count} images
   * @throws JelboException if {@code count} is out of range
   */
  public static ImageSet test(long seed, int count) {
    return draw(TEST, seed, count);
  }

  private static ImageSet draw(Split split, long seed, int count) {
    return split.draw(
        seed,
        count,
        SIDE * SIDE,
        Digits::paint,
        (pixels, labels) -> ImageSet.of(SIDE, SIDE, pixels, labels));
  }

  private static void paint(int digit, KeyedRandom random, byte[] pixels, int offset) {
    List<Line> lines = Glyphs.lines(digit, random);
    Hand hand = new Hand(WRITING, random);
    hand.write(lines);
    Paper paper = new Paper(SIDE);
    paper.draw(lines, hand);
    paper.copyTo(pixels, offset);
  }
}
