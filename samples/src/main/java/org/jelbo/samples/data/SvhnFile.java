package org.jelbo.samples.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import us.hebi.matlab.mat.format.Mat5Reader.EntryHeader;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Reads a file of SVHN in its second format, "cropped digits": a MATLAB file with
 *
 * <pre>
 * X: uint8, height 32 x width 32 x channels 3 x N, the first index running fastest
 * y: N labels from 1 to 10, where 10 means the digit zero
 * </pre>
 *
 * <p>Pixels stay bytes: the file of 73,257 images takes 225 MB, and as much again while it is
 * turned from MATLAB's order into {@code [N, height, width, channels]}.
 *
 * <p>Source: Y. Netzer, T. Wang, A. Coates, A. Bissacco, B. Wu, A. Ng, "Reading digits in natural
 * images with unsupervised feature learning", 2011.
 */
final class SvhnFile {
  /** Height and width of every image. */
  static final int SIDE = 32;

  private static final int COLOURS = ImageSet.COLOURS;
  private static final int ZERO = 10;
  private static final String IMAGES = "X";
  private static final String LABELS = "y";
  private static final Set<MatlabType> NUMBERS =
      EnumSet.range(MatlabType.Double, MatlabType.UInt64);

  private SvhnFile() {}

  static ImageSet read(Path file) {
    MatFile mat =
        MatFile.read(
            file,
            Map.of(
                IMAGES, header -> checkImages(file, header),
                LABELS, header -> checkLabels(file, header)));
    return joined(file, mat.variable(IMAGES), mat.variable(LABELS));
  }

  private static void checkImages(Path file, EntryHeader header) {
    int[] sizes = header.getDimensions();
    // MATLAB drops a last size of 1.
    boolean isOne = sizes.length == 3;
    boolean fits =
        (isOne || sizes.length == 4)
            && sizes[0] == SIDE
            && sizes[1] == SIDE
            && sizes[2] == COLOURS
            && (isOne || sizes[3] >= 1);
    if (header.getType() != MatlabType.UInt8 || !isReal(header) || !fits) {
      throw Messages.notSvhnImages(file, described(header));
    }
    if (!isOne && (long) sizes[3] * SIDE * SIDE * COLOURS > IdxFile.MAX_BYTES) {
      throw Messages.tooManySvhnImages(file, sizes[3]);
    }
  }

  private static void checkLabels(Path file, EntryHeader header) {
    int[] sizes = header.getDimensions();
    boolean isVector = sizes.length == 2 && Math.min(sizes[0], sizes[1]) == 1;
    if (!NUMBERS.contains(header.getType()) || !isReal(header) || !isVector) {
      throw Messages.notSvhnLabels(file, described(header));
    }
  }

  private static boolean isReal(EntryHeader header) {
    return !header.isComplex() && !header.isLogical();
  }

  private static String described(EntryHeader header) {
    return (header.isComplex() ? "complex " : "")
        + (header.isLogical() ? "logical" : header.getType())
        + " of "
        + Arrays.stream(header.getDimensions())
            .mapToObj(size -> String.format(Locale.ROOT, "%,d", size))
            .collect(Collectors.joining(" x "));
  }

  private static ImageSet joined(Path file, Matrix images, Matrix labels) {
    int count = images.getNumElements() / (SIDE * SIDE * COLOURS);
    if (labels.getNumElements() != count) {
      throw Messages.svhnCountsDiffer(file, count, labels.getNumElements());
    }
    byte[] digits = new byte[count];
    for (int row = 0; row < count; row++) {
      double label = labels.getDouble(row);
      if (!(label >= 1 && label <= ZERO && label == Math.rint(label))) {
        throw Messages.notSvhnLabel(file, row, label);
      }
      digits[row] = (byte) (label == ZERO ? 0 : label);
    }
    byte[] pixels = new byte[images.getNumElements()];
    IntStream.range(0, count).parallel().forEach(row -> turn(images, row, pixels));
    return ImageSet.ofColour(SIDE, SIDE, pixels, digits);
  }

  /** Copies one image from {@code [height, width, channels]} with the first index fastest. */
  private static void turn(Matrix images, int row, byte[] pixels) {
    int start = row * SIDE * SIDE * COLOURS;
    int target = start;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int colour = 0; colour < COLOURS; colour++) {
          pixels[target++] = (byte) images.getInt(start + y + SIDE * (x + SIDE * colour));
        }
      }
    }
  }
}
