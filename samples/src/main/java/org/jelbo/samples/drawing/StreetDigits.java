package org.jelbo.samples.drawing;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.ImageSet;

/**
 * House numbers drawn by Jelbo: like SVHN, coloured images of 32 x 32 pixels whose label is the
 * digit in the middle, in labelled splits of 30,000 and 5,000. Nothing is downloaded, no font is
 * used.
 *
 * <p>A digit and parts of its neighbours to the left and right are written by one hand in one
 * colour, which is clearly lighter or darker than the wall. Edges cross the wall, the digits may
 * cast a shadow, light comes from one side, and the picture is blurred and noisy. Every image has
 * its own random numbers, as those of {@link Digits} do; of ten images in a row from a multiple of
 * ten, each shows another digit.
 */
public final class StreetDigits {
  /** Height and width of every image, in pixels. */
  public static final int SIDE = 32;

  /** How many training images there are. */
  public static final int TRAIN_COUNT = 30_000;

  /** How many test images there are. */
  public static final int TEST_COUNT = 5_000;

  private static final int SIZE = SIDE * SIDE * ImageSet.COLOURS;
  private static final Split TRAIN = new Split(StreetDigits.class, "train", TRAIN_COUNT, 4);
  private static final Split TEST = new Split(StreetDigits.class, "test", TEST_COUNT, 6);

  /** Painted or cast, so more alike than handwriting. */
  private static final Writing WRITING =
      new Writing(
          SIDE,
          1.2,
          new Range(0.65, 0.9),
          new Writing.Spread(0.03, 0.05),
          0.04,
          new Range(21, 25),
          0.5,
          new Range(1.5, 2.5));

  private StreetDigits() {}

  /**
   * The training set.
   *
   * @param seed any number
   * @return 30,000 images
   */
  public static ImageSet train(long seed) {
    return draw(TRAIN, seed, TRAIN_COUNT);
  }

  /**
   * The beginning of the training set.
   *
   * @param seed any number
   * @param count how many images, from 1 to 30,000
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
   * @return 5,000 images
   */
  public static ImageSet test(long seed) {
    return draw(TEST, seed, TEST_COUNT);
  }

  /**
   * The beginning of the test set.
   *
   * @param seed any number
   * @param count how many images, from 1 to 5,000
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
        SIZE,
        StreetDigits::paint,
        (pixels, labels) -> ImageSet.ofColour(SIDE, SIDE, pixels, labels));
  }

  private static void paint(int digit, KeyedRandom random, byte[] pixels, int offset) {
    Paper number = number(digit, random);
    Paint paint = new Paint(random);
    Canvas canvas = new Canvas(SIDE, paint.wall());
    clutter(canvas, random);
    double shadow = Math.max(0, random.uniform(-0.4, 0.4));
    canvas.lay(number, random.below(3) - 1, 1, paint.shadow(), shadow);
    canvas.lay(number, 0, 0, paint.number(), random.uniform(0.85, 1));
    canvas.light(0.12 * random.bell(), 0.12 * random.bell());
    canvas.blur(random.uniform(0.1, 0.7));
    canvas.noise(random, random.uniform(0.005, 0.03));
    canvas.copyTo(pixels, offset);
  }

  /** The digit in the middle, and at most one on each side that may be cut off. */
  private static Paper number(int digit, KeyedRandom random) {
    Hand hand = new Hand(WRITING, random);
    Paper paper = new Paper(SIDE);
    List<Line> middle = Glyphs.lines(digit, random);
    hand.write(middle);
    paper.draw(middle, hand);
    Extent place = extent(middle);
    for (int direction = -1; direction <= 1; direction += 2) {
      if (random.uniform() < 0.45) {
        List<Line> neighbour = Glyphs.lines(random.below(10), random);
        hand.write(neighbour);
        Extent own = extent(neighbour);
        double gap = 2 * hand.radius(0) + random.uniform(1, 4);
        double shift =
            direction > 0 ? place.max() + gap - own.min() : place.min() - gap - own.max();
        neighbour.forEach(line -> line.shift(shift));
        paper.draw(neighbour, hand);
      }
    }
    return paper;
  }

  private static Extent extent(List<Line> lines) {
    Extent extent = new Extent();
    lines.forEach(line -> extent.add(line.x(), line));
    return extent;
  }

  /** Boards, joints and frames: straight edges, mostly upright or level. */
  private static void clutter(Canvas canvas, KeyedRandom random) {
    for (int i = random.below(3); i > 0; i--) {
      double angle = random.below(4) * Math.PI / 2 + 0.04 * random.bell();
      double start = random.uniform(-16, 16);
      boolean isJoint = random.uniform() < 0.5;
      double end = isJoint ? start + random.uniform(0.5, 1.5) : SIDE;
      double factor = isJoint ? random.uniform(0.65, 0.9) : random.uniform(0.8, 1.15);
      canvas.band(StrictMath.cos(angle), StrictMath.sin(angle), start, end, factor);
    }
  }
}
