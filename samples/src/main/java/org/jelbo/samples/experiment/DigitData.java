package org.jelbo.samples.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.runtime.Heap;
import org.jelbo.samples.data.BinarizedMnistFolder;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.data.MnistFolder;
import org.jelbo.samples.data.SvhnFolder;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.drawing.StreetDigits;
import org.jspecify.annotations.Nullable;

/**
 * Images of the ten digits: what to train on and what to hold out.
 *
 * @param source where they come from
 * @param train images to train on
 * @param test images that are held out
 */
public record DigitData(Source source, ImageSet train, ImageSet test) {
  /** How many labels there are. */
  public static final int CLASSES = 10;

  /** Where images of digits come from. */
  public enum Source {
    /** Drawn by Jelbo, the same on every machine. */
    DIGITS,
    /** The files of MNIST in a folder. */
    MNIST,
    /** The files of MNIST that was binarized once and for all; without labels. */
    BINARIZED_MNIST,
    /** Coloured house numbers drawn by Jelbo, the same on every machine. */
    STREET_DIGITS,
    /** The files of SVHN in a folder: coloured house numbers. */
    SVHN;

    /** The one of these with a name; the nearest is offered for one that is not known. */
    public static Source of(String name, List<Source> known) {
      for (Source source : known) {
        if (source.label().equals(name)) {
          return source;
        }
      }
      throw Messages.unknown(
          "--data", name, known.stream().map(Source::label).collect(Collectors.toList()));
    }

    /** Images of its size with random pixels and labels: for measuring time. */
    public ImageSet noise(int rows) {
      SplittableRandom random = new SplittableRandom(0);
      int side = isColour() ? StreetDigits.SIDE : Digits.SIDE;
      byte[] pixels = new byte[rows * bytesPerImage()];
      byte[] labels = new byte[rows];
      random.nextBytes(pixels);
      for (int row = 0; row < rows; row++) {
        labels[row] = (byte) random.nextInt(CLASSES);
      }
      return isColour()
          ? ImageSet.ofColour(side, side, pixels, labels)
          : ImageSet.of(side, side, pixels, labels);
    }

    /** What its pixels take; those of files, as many as these data sets have. */
    private Heap.Load load() {
      long bytes =
          (long) (isColour() ? StreetDigits.TRAIN_COUNT : Digits.TRAIN_COUNT) * bytesPerImage();
      return new Heap.Load("column 'x' of " + label(), bytes);
    }

    private int bytesPerImage() {
      int side = isColour() ? StreetDigits.SIDE : Digits.SIDE;
      return side * side * (isColour() ? 3 : 1);
    }

    private boolean isColour() {
      return this == STREET_DIGITS || this == SVHN;
    }

    private boolean isDrawn() {
      return this == DIGITS || this == STREET_DIGITS;
    }

    /** The name in options and reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Reads or draws the images.
   *
   * @param folder where the files of MNIST or SVHN are; needed for them, refused for drawn digits
   */
  public static DigitData of(Source source, @Nullable Path folder) {
    return Heap.with(source::load, () -> read(source, folder));
  }

  /** Some of the images that Jelbo draws: the first ones. */
  static DigitData drawn(Source source, int train, int test) {
    return source.isColour()
        ? new DigitData(source, StreetDigits.train(0, train), StreetDigits.test(0, test))
        : new DigitData(source, Digits.train(0, train), Digits.test(0, test));
  }

  private static DigitData read(Source source, @Nullable Path folder) {
    if (source.isDrawn()) {
      if (folder != null) {
        throw Messages.folderWithoutUse(source, folder);
      }
      return source == Source.DIGITS
          ? new DigitData(source, Digits.train(0), Digits.test(0))
          : new DigitData(source, StreetDigits.train(0), StreetDigits.test(0));
    }
    if (folder == null) {
      throw Messages.noDataFolder(source);
    }
    if (source == Source.SVHN) {
      SvhnFolder svhn = SvhnFolder.of(folder);
      return new DigitData(source, svhn.train(), svhn.test());
    }
    if (source == Source.BINARIZED_MNIST) {
      BinarizedMnistFolder binarized = BinarizedMnistFolder.of(folder);
      return new DigitData(source, binarized.train(), binarized.test());
    }
    MnistFolder mnist = MnistFolder.of(folder);
    return new DigitData(source, mnist.train(), mnist.test());
  }

  /**
   * Only the held-out images of a source.
   *
   * @param folder where the files of MNIST or SVHN are; needed for them, refused for drawn digits
   */
  static ImageSet heldOut(Source source, @Nullable Path folder) {
    if (source.isDrawn() && folder == null) {
      return source == Source.DIGITS ? Digits.test(0) : StreetDigits.test(0);
    }
    return of(source, folder).test();
  }

  /** Images as the column {@code x}: pixels in [0, 1], binarized whenever they are read. */
  public static Data binarized(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255).binarized());
  }

  /**
   * Images that are binary already as the column {@code x}, or grey ones with their intensities.
   */
  public static Data scaled(ImageSet images) {
    return Data.of(Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255));
  }

  /** The same as images, event {@code [height, width, channels]}. */
  public static Data binarizedImages(ImageSet images) {
    return Data.of(imageColumn(images).binarized());
  }

  /** Images as the column {@code x}, event {@code [height, width, channels]}, in [0, 1]. */
  public static Data images(ImageSet images) {
    return Data.of(imageColumn(images));
  }

  private static Column imageColumn(ImageSet images) {
    return Column.ofBytes("x", images.pixels(), images.height(), images.width(), images.channels())
        .scaled(255);
  }

  /** Binarized digits as the column {@code x} and their labels as the column {@code y}, one-hot. */
  public static Data binarizedAndLabelled(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255).binarized(),
        Column.ofBytes("y", images.labels()).oneHot(CLASSES));
  }

  /**
   * Coloured images as the column {@code x}, colours in [0, 1], and their labels as the column
   * {@code y}, one-hot.
   */
  public static Data labelled(ImageSet images) {
    return Data.of(
        Column.ofBytes("x", images.pixels(), images.pixelsPerImage()).scaled(255),
        Column.ofBytes("y", images.labels()).oneHot(CLASSES));
  }

  /** The same as images, event {@code [height, width, channels]}, and labels. */
  public static Data labelledImages(ImageSet images) {
    return Data.of(imageColumn(images), Column.ofBytes("y", images.labels()).oneHot(CLASSES));
  }
}
