package org.jelbo.samples.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.FileTrouble;

/** Every refusal of this package. */
final class Messages {
  /** How many names of files are said. */
  private static final int SHOWN = 6;

  private static final String AGAIN = "download the file again";
  private static final String USE_SVHN = "use train_32x32.mat and test_32x32.mat of SVHN";

  private Messages() {}

  /** Of a file that may be packed by gzip. */
  static JelboException failed(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return noFile(file).causedBy(e);
    }
    if (Files.isDirectory(file)) {
      return isFolder(file).causedBy(e);
    }
    if (e instanceof ZipException || e instanceof EOFException) {
      return corruptGzip(file, e).causedBy(e);
    }
    return unreadable(file, e).causedBy(e);
  }

  static JelboException noFile(Path file) {
    return atFile(file, "expected a file, but there is none", "check the path");
  }

  static JelboException isFolder(Path file) {
    return atFile(file, "expected a file, but it is a folder", "check the path");
  }

  /** Of bytes that unpack to more than there is room for. */
  static JelboException noRoom(Path file, IdxFile.Content content) {
    return atFile(
        file,
        "expected " + content.bytes() + " that fit in memory, but it ran out while they were read",
        "give Java more memory with -Xmx, or " + AGAIN);
  }

  static JelboException unreadable(Path file, IOException cause) {
    return atFile(
        file,
        "expected a readable file, but " + FileTrouble.reason(cause),
        "check that it is a file and that you may read it");
  }

  static JelboException corruptGzip(Path file, IOException cause) {
    return atFile(file, "expected whole gzip data, but " + FileTrouble.reason(cause), AGAIN);
  }

  static JelboException bytesAfterGzip(Path file, long extra) {
    return atFile(
        file, text("expected nothing after the gzip data, but found %,d more bytes", extra), AGAIN);
  }

  static JelboException shortHeader(Path file, int expected, int found) {
    return atFile(
        file,
        text("expected a header of %d bytes, but the file ends after %d", expected, found),
        AGAIN);
  }

  static JelboException wrongMagic(Path file, IdxFile.Content content, int found) {
    return atFile(
        file,
        text(
            "expected %s, which begin with 0x%08x, but the file begins with 0x%08x",
            content.title(), content.magic(), found),
        "check that image and label files are not swapped, or " + AGAIN);
  }

  static JelboException wrongDimensions(Path file, long count, long height, long width) {
    return atFile(
        file,
        text(
            "expected at least 1 image of at most %,d x %,d pixels,"
                + " but the header says %,d of %,d x %,d",
            IdxFile.MAX_SIDE, IdxFile.MAX_SIDE, count, height, width),
        AGAIN);
  }

  static JelboException noLabels(Path file) {
    return atFile(file, "expected at least 1 label, but the header says 0", AGAIN);
  }

  static JelboException tooLarge(Path file, IdxFile.Content content, long found) {
    return atFile(
        file,
        text(
            "expected at most %,d bytes of %s, but the header says %,d",
            IdxFile.MAX_BYTES, content.bytes(), found),
        "use a smaller file, or " + AGAIN);
  }

  static JelboException truncated(Path file, IdxFile.Content content, long expected, long found) {
    return atFile(
        file,
        text(
            "expected %,d bytes of %s after the header, but the file ends after %,d",
            expected, content.bytes(), found),
        AGAIN);
  }

  static JelboException trailing(Path file, IdxFile.Content content, long expected) {
    return atFile(
        file,
        text(
            "expected %,d bytes of %s after the header, but more bytes follow",
            expected, content.bytes()),
        AGAIN);
  }

  static JelboException countsDiffer(Path images, int imageCount, Path labels, int labelCount) {
    return atFile(
        labels,
        text(
            "expected %,d labels for the images of '%s', but found %,d",
            imageCount, images, labelCount),
        "take both files from the same download");
  }

  static JelboException noFolder(Path folder) {
    return JelboException.of(
        "folder '" + folder + "'",
        "expected a folder with the four files of MNIST, but there is no such folder",
        "check the path, or use the digits drawn by Jelbo");
  }

  static JelboException noMnistFile(Path folder, String stem, String ending, List<String> found) {
    String others = String.join(", ", found.subList(0, Math.min(SHOWN, found.size())));
    return JelboException.of(
        "folder '" + folder + "'",
        text(
                "expected a file %s-%s or %s.%s, with or without .gz, but found ",
                stem, ending, stem, ending)
            + (found.isEmpty()
                ? "no files"
                : others
                    + (found.size() > SHOWN ? text(" and %,d more", found.size() - SHOWN) : "")),
        "download the four files of MNIST into it, or use the digits drawn by Jelbo");
  }

  static JelboException notMnistSize(Path file, int height, int width) {
    return atFile(
        file,
        text("expected images of 28 x 28 pixels, but the header says %,d x %,d", height, width),
        "use the files of MNIST");
  }

  static JelboException labelOutOfRange(Path file, int row, int label) {
    return atFile(
        file,
        text("expected labels from 0 to 9, but label %,d is %d", row, label),
        "use the files of MNIST");
  }

  static JelboException wrongPixelCount(ImageSet.Shape shape, int found) {
    return JelboException.of(
        "image set",
        text(
            "expected %,d bytes of pixels for %,d images of %s, but got %,d",
            shape.bytes(), shape.count(), shape.size(), found),
        "give one byte for each pixel and one label for each image");
  }

  static JelboException emptyShape(ImageSet.Shape shape) {
    return JelboException.of(
        "image set",
        text(
            "expected at least 1 image of at least 1 x 1 pixels, but got %,d of %s",
            shape.count(), shape.size()),
        "give at least one image");
  }

  static JelboException rowOutOfRange(int row, int count) {
    return JelboException.of(
        "image set",
        text("expected a row from 0 to %,d, but got %,d", count - 1, row),
        text("use rows below count(), which is %,d", count));
  }

  static JelboException firstOutOfRange(int n, int count) {
    return JelboException.of(
        "image set",
        text("expected to take 1 to %,d images, but was asked for %,d", count, n),
        text("first(%d)", count));
  }

  static JelboException noRows() {
    return JelboException.of("image set", "expected at least 1 row, but got none", "rows(0)");
  }

  static JelboException tooManyRows(ImageSet.Shape shape) {
    return JelboException.of(
        "image set",
        text(
            "expected at most %,d bytes of pixels, but %,d rows need %,d",
            IdxFile.MAX_BYTES, shape.count(), shape.bytes()),
        "take fewer rows");
  }

  static JelboException notMat(Path file, byte[] header) {
    String found =
        IntStream.range(0, Math.min(header.length, MatFile.BEGINNING.length()))
            .mapToObj(i -> header[i] >= ' ' && header[i] <= '~' ? "" + (char) header[i] : "?")
            .collect(Collectors.joining());
    return atFile(
        file,
        text(
            "expected a MATLAB file of version 5, which begins with '%s', but %s",
            MatFile.BEGINNING,
            found.isEmpty() ? "the file is empty" : "the file begins with '" + found + "'"),
        "save it from MATLAB with -v7, or " + AGAIN);
  }

  static JelboException matTruncated(Path file) {
    return atFile(file, "expected whole MATLAB data, but the file ends inside of it", AGAIN);
  }

  static JelboException matDamaged(Path file, Throwable cause) {
    return atFile(file, "expected whole MATLAB data, but " + reason(cause), AGAIN);
  }

  static JelboException matTooLarge(Path file) {
    return atFile(
        file,
        "expected variables that fit in memory, but it ran out while they were read",
        "give Java more memory with -Xmx, or " + AGAIN);
  }

  static JelboException noVariable(Path file, String name, Set<String> found) {
    return atFile(
        file,
        text(
            "expected a variable %s, but the file has %s",
            name, found.isEmpty() ? "none" : String.join(", ", found)),
        USE_SVHN);
  }

  static JelboException notSvhnImages(Path file, String found) {
    return atFile(
        file,
        text(
            "expected X to be uint8 of %d x %d x %d x N, but it is %s",
            SvhnFile.SIDE, SvhnFile.SIDE, ImageSet.COLOURS, found),
        USE_SVHN);
  }

  static JelboException tooManySvhnImages(Path file, int found) {
    int most = IdxFile.MAX_BYTES / (SvhnFile.SIDE * SvhnFile.SIDE * ImageSet.COLOURS);
    return atFile(
        file, text("expected at most %,d images in X, but it has %,d", most, found), USE_SVHN);
  }

  static JelboException notSvhnLabels(Path file, String found) {
    return atFile(
        file, text("expected y to be N real numbers in one column, but it is %s", found), USE_SVHN);
  }

  static JelboException svhnCountsDiffer(Path file, int images, int labels) {
    return atFile(
        file,
        text("expected %,d labels in y for the images in X, but found %,d", images, labels),
        USE_SVHN);
  }

  static JelboException notSvhnLabel(Path file, int row, double label) {
    return atFile(
        file,
        text("expected labels from 1 to 10 in y, but label %,d is %s", row, number(label)),
        USE_SVHN);
  }

  static JelboException noSvhnFolder(Path folder) {
    return JelboException.of(
        "folder '" + folder + "'",
        "expected a folder with the two files of SVHN, but there is no such folder",
        "check the path, or use the street digits drawn by Jelbo");
  }

  static JelboException noSvhnFile(Path folder, String name) {
    return JelboException.of(
        "folder '" + folder + "'",
        "expected a file " + name + ", but there is none",
        "download train_32x32.mat and test_32x32.mat of SVHN into it, or use the street digits"
            + " drawn by Jelbo");
  }

  static JelboException withoutLabels(ImageSet images) {
    return JelboException.of(
        images.toString(),
        "expected labels, but these images have none",
        "images that are labelled, such as those of MNIST");
  }

  private static JelboException atFile(Path file, String problem, String remedy) {
    return JelboException.of("file '" + file + "'", problem, remedy);
  }

  /** What the library says it found is not for those who only have the file. */
  private static String reason(Throwable cause) {
    return cause instanceof IOException failure
        ? FileTrouble.reason(failure)
        : "it says what no such data say";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
