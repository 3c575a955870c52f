package org.jelbo.samples.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jelbo.inference.data.Data;
import org.jelbo.samples.data.IdxFile;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.LabelledRows;
import org.jelbo.samples.experiment.Settings;

/**
 * MNIST as Stanford CS236's second assignment (2018) uses it: all images, and 100 test images that
 * are binarized once.
 *
 * @param digits the images of MNIST
 * @param subset the 100 images, pixels 0 or 255
 * @param isFixed whether the subset is the published binarization; else it was drawn with seed 0
 */
record Cs236Data(DigitData digits, ImageSet subset, boolean isFixed) {
  private static final String IMAGES = "test-subset-images-idx3-ubyte.gz";
  private static final String LABELS = "test-subset-labels-idx1-ubyte.gz";
  private static final String SUBSET = "cs236-test-subset.txt";
  private static final int COUNT = 100;
  private static final String LABELLED = "cs236-labelled.txt";

  /**
   * The images.
   *
   * @param settings with a folder that has the four files of MNIST, or has them in {@code mnist/};
   *     the published binarization is taken from {@code cs236/} in it or beside it, where it is
   *     there. Without a folder, drawn digits.
   */
  static Cs236Data of(Settings settings) {
    DigitData digits = settings.images(DigitData.Source.MNIST, DigitData.Source.DIGITS);
    Path folder = settings.dataDir();
    if (folder == null) {
      return new Cs236Data(digits, binarized(digits.test().first(COUNT)), false);
    }
    Path absolute = folder.toAbsolutePath().normalize();
    for (Path place : new Path[] {absolute.resolve("cs236"), absolute.resolveSibling("cs236")}) {
      if (Files.exists(place.resolve(IMAGES))) {
        ImageSet fixed = IdxFile.read(place.resolve(IMAGES), place.resolve(LABELS));
        return new Cs236Data(digits, fixed, true);
      }
    }
    return new Cs236Data(digits, binarized(digits.test().rows(rows(SUBSET))), false);
  }

  /** What the subset is, in words. */
  String description() {
    return isFixed
        ? "the 100 fixed binary test images"
        : "100 test images binarized with seed 0, since the fixed ones are not there";
  }

  /** The subset as the column {@code x} of zeros and ones. */
  Data subsetData() {
    return DigitData.scaled(subset);
  }

  /** The training images of MNIST whose labels are seen. */
  static LabelledRows labelled() {
    return LabelledRows.of("100 of CS236", rows(LABELLED));
  }

  static int[] rows(String list) {
    InputStream in =
        Objects.requireNonNull(Cs236Data.class.getResourceAsStream(list), "a resource");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ImageSet binarized(ImageSet grey) {
    SplittableRandom random = new SplittableRandom(0);
    byte[] pixels = new byte[grey.count() * grey.pixelsPerImage()];
    grey.pixels().get(pixels);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(255) < (pixels[i] & 0xFF) ? (byte) 255 : 0;
    }
    return ImageSet.of(grey.height(), grey.width(), pixels, grey.labels());
  }
}
