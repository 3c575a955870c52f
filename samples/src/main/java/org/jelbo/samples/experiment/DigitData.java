package org.jelbo.samples.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.data.MnistFolder;
import org.jspecify.annotations.Nullable;

/**
 * Images of the ten digits: what to train on and what to hold out.
 *
 * @param source where they come from
 * @param train images to train on
 * @param test images that are held out
 */
public record DigitData(Source source, ImageSet train, ImageSet test) {
  /** Where images of digits come from. */
  public enum Source {
    /** Drawn by Jelbo, the same on every machine. */
    DIGITS,
    /** The files of MNIST in a folder. */
    MNIST;

    /** The one of these with a name; the nearest is offered for one that is not known. */
    public static Source of(String name, List<Source> known) {
      for (Source source : known) {
        if (source.label().equals(name)) {
          return source;
        }
      }
      throw Messages.unknownData(
          name, known.stream().map(Source::label).collect(Collectors.toList()));
    }

    /** Images of its size with random pixels and labels: for measuring time. */
    ImageSet noise(int rows) {
      SplittableRandom random = new SplittableRandom(0);
      byte[] pixels = new byte[rows * Digits.SIDE * Digits.SIDE];
      byte[] labels = new byte[rows];
      random.nextBytes(pixels);
      for (int row = 0; row < rows; row++) {
        labels[row] = (byte) random.nextInt(10);
      }
      return ImageSet.of(Digits.SIDE, Digits.SIDE, pixels, labels);
    }

    /** The name in options and reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads or draws the images.
   *
   * @param folder where the files of MNIST are; needed for them, refused for drawn digits
   */
  public static DigitData of(Source source, @Nullable Path folder) {
    if (source == Source.DIGITS) {
      if (folder != null) {
        throw Messages.folderWithoutUse(folder);
      }
      return new DigitData(source, Digits.train(0), Digits.test(0));
    }
    if (folder == null) {
      throw Messages.noMnistFolder();
    }
    MnistFolder mnist = MnistFolder.of(folder);
    return new DigitData(source, mnist.train(), mnist.test());
  }

  /**
   * Only the held-out images of a source.
   *
   * @param folder where the files of MNIST are; needed for them, refused for drawn digits
   */
  static ImageSet heldOut(Source source, @Nullable Path folder) {
    if (source == Source.DIGITS && folder == null) {
      return Digits.test(0);
    }
    return of(source, folder).test();
  }

  /** Images as the column {@code x}: pixels in [0, 1], binarized whenever they are read. */
  public static Data binarized(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255).binarized());
  }
}
