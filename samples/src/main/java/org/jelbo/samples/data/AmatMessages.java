package org.jelbo.samples.data;

import java.nio.file.Path;
import java.util.Locale;
import org.jelbo.dsl.error.JelboException;

/** What is refused of binarized images that are text. */
final class AmatMessages {
  private static final String AGAIN = "download the file again";

  private AmatMessages() {}

  static JelboException noBinarizedFile(Path file) {
    return at(
        file,
        "expected a file of binarized MNIST, plain or packed by gzip, but there is none",
        "put binarized_mnist_train.amat, binarized_mnist_valid.amat and binarized_mnist_test.amat"
            + " there");
  }

  static JelboException notBinary(Path file, int line, int pixel, String found) {
    return at(
        file,
        text(
            "expected pixels 0 and 1 with spaces between them, but pixel %,d of line %,d is %s",
            pixel, line, found),
        "images that are binarized, or " + AGAIN);
  }

  static JelboException shortLine(Path file, int line, int pixels, int found) {
    return at(
        file,
        text("expected %,d pixels in a line, but line %,d has %,d", pixels, line, found),
        AGAIN);
  }

  static JelboException longLine(Path file, int line, int pixels) {
    return at(
        file, text("expected %,d pixels in a line, but line %,d has more", pixels, line), AGAIN);
  }

  static JelboException fewerLines(Path file, int count, int found) {
    return at(
        file,
        text("expected %,d lines, one for an image, but the file ends after %,d", count, found),
        AGAIN);
  }

  static JelboException moreLines(Path file, int count) {
    return at(
        file,
        text("expected %,d lines, one for an image, but line %,d follows", count, count + 1),
        "check that training, validation and test files are not swapped, or " + AGAIN);
  }

  private static JelboException at(Path file, String problem, String remedy) {
    return JelboException.of("file '" + file + "'", problem, remedy);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
