package org.jelbo.samples.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.Glyphs.Glyph;

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

  private static final int CLASSES = 10;

  private enum Split {
    TRAIN("train", TRAIN_COUNT, 0, 1),
    TEST("test", TEST_COUNT, 2, 3);

    private final String title;
    private final int max;
    private final long imageKey;
    private final long labelKey;

    Split(String title, int max, long imageKey, long labelKey) {
      this.title = title;
      this.max = max;
      this.imageKey = imageKey;
      this.labelKey = labelKey;
    }
  }

  private Digits() {}

  /**
   * The training set.
   *
   * @param seed any number
   * @return 60,000 images
   */
  public static ImageSet train(long seed) {
    return draw(Split.TRAIN, seed, TRAIN_COUNT);
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
    return draw(Split.TRAIN, seed, count);
  }

  /**
   * The test set, which shares no image with the training set.
   *
   * @param seed any number
   * @return 10,000 images
   */
  public static ImageSet test(long seed) {
    return draw(Split.TEST, seed, TEST_COUNT);
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
    return draw(Split.TEST, seed, count);
  }

  private static ImageSet draw(Split split, long seed, int count) {
    if (count < 1 || count > split.max) {
      throw Messages.digitCount(split.title, split.max, count);
    }
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            index -> {
              int digit = digit(split, seed, index);
              labels[index] = (byte) digit;
              KeyedRandom random = KeyedRandom.of(seed, split.imageKey, index);
              paint(digit, random).copyTo(pixels, index * SIDE * SIDE);
            });
    return ImageSet.of(SIDE, SIDE, pixels, labels);
  }

  /** Shuffles the ten digits for each block of ten images, and takes the one at the index. */
  private static int digit(Split split, long seed, int index) {
    KeyedRandom random = KeyedRandom.of(seed, split.labelKey, index / CLASSES);
    int[] order = IntStream.range(0, CLASSES).toArray();
    for (int last = CLASSES - 1; last > 0; last--) {
      int other = random.below(last + 1);
      int digit = order[other];
      order[other] = order[last];
      order[last] = digit;
    }
    return order[index % CLASSES];
  }

  private static Paper paint(int digit, KeyedRandom random) {
    List<Glyph> styles = Glyphs.of(digit);
    Glyph glyph = styles.get(random.below(styles.size()));
    List<Line> lines = new ArrayList<>();
    for (double[][] stroke : glyph.strokes()) {
      lines.add(Line.through(stroke));
    }
    Hand hand = new Hand(random);
    hand.write(lines);
    Paper paper = new Paper(SIDE);
    for (Line line : lines) {
      int pieces = line.size() - 1;
      for (int piece = 0; piece < pieces; piece++) {
        paper.draw(line, piece, hand.radius((piece + 0.5) / pieces));
      }
    }
    return paper;
  }
}
