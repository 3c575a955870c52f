package org.jelbo.samples.drawing;

import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.data.ImageSet;

/**
 * A part of a data set of drawn digits. Every image has its own random numbers, from the seed, the
 * split and its index: the same bits on every platform, whatever the number of threads, and a
 * smaller set is the beginning of a larger one. Of ten images in a row from a multiple of ten, each
 * shows another digit.
 *
 * @param set the class that draws it
 * @param title its name there
 * @param max how many images it has
 * @param key of its random numbers; the next key is its labels'
 */
record Split(Class<?> set, String title, int max, long key) {
  private static final int CLASSES = 10;

  /** Draws one image. */
  @FunctionalInterface
  interface Painter {
    /** Writes the bytes of a digit from {@code offset} on. */
    void paint(int digit, KeyedRandom random, byte[] pixels, int offset);
  }

  /** Makes a set of pixels and labels. */
  @FunctionalInterface
  interface Frame {
    /** The images with these pixels. */
    ImageSet of(byte[] pixels, byte[] labels);
  }

  /**
   * Draws the first images.
   *
   * @param size bytes in an image
   * @throws JelboException if {@code count} is not from 1 to {@link #max}
   */
  ImageSet draw(long seed, int count, int size, Painter painter, Frame frame) {
    if (count < 1 || count > max) {
      throw Messages.drawnCount(this, count);
    }
    byte[] pixels = new byte[count * size];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            index -> {
              int digit = digit(seed, index);
              labels[index] = (byte) digit;
              KeyedRandom random = KeyedRandom.of(seed, key, index);
              painter.paint(digit, random, pixels, index * size);
            });
    return frame.of(pixels, labels);
  }

  /** Shuffles the ten digits for each block of ten images, and takes the one at the index. */
  private int digit(long seed, int index) {
    KeyedRandom random = KeyedRandom.of(seed, key + 1, index / CLASSES);
    int[] order = IntStream.range(0, CLASSES).toArray();
    for (int last = CLASSES - 1; last > 0; last--) {
      int other = random.below(last + 1);
      int digit = order[other];
      order[other] = order[last];
      order[last] = digit;
    }
    return order[index % CLASSES];
  }
}
