package org.jelbo.samples.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;

/**
 * Reads rows of zeros and ones as text, plain or packed by gzip: one image a line, pixels from the
 * top left on, separated by spaces or tabs. A one is white.
 *
 * <p>Source: H. Larochelle, I. Murray, "The neural autoregressive distribution estimator", 2011,
 * whose binarized MNIST comes in such files.
 */
final class AmatFile {
  private static final int BLOCK = 1 << 16;
  private static final byte WHITE = (byte) 255;

  private final Path file;
  private final int pixels;
  private final int lines;
  private final byte[] read;
  private int line = 1;
  private int inLine;
  private boolean isAfterDigit;

  private AmatFile(Path file, int pixels, int lines) {
    this.file = file;
    this.pixels = pixels;
    this.lines = lines;
    this.read = new byte[Math.multiplyExact(pixels, lines)];
  }

  /**
   * The images of a file, without labels.
   *
   * @param height of every image
   * @param width of every image
   * @param count how many there are
   * @throws JelboException if the file is missing, cannot be read, has another character than 0, 1
   *     and white space, or other numbers of pixels in a line or of lines
   */
  static ImageSet read(Path file, int height, int width, int count) {
    AmatFile text = new AmatFile(file, height * width, count);
    try (PackedInput input = PackedInput.open(file)) {
      byte[] block = input.read(BLOCK);
      while (block.length > 0) {
        for (byte each : block) {
          text.add((char) Byte.toUnsignedInt(each));
        }
        block = input.read(BLOCK);
      }
      text.end();
      long extra = input.bytesAfterGzip();
      if (extra > 0) {
        throw Messages.bytesAfterGzip(file, extra);
      }
    } catch (IOException e) {
      throw Messages.failed(file, e);
    }
    return ImageSet.unlabelled(count, height, width, text.read);
  }

  private void add(char character) {
    switch (character) {
      case '0', '1' -> {
        if (isAfterDigit) {
          throw AmatMessages.notBinary(file, line, inLine, "two digits side by side");
        }
        if (line > lines) {
          throw AmatMessages.moreLines(file, lines);
        }
        if (inLine == pixels) {
          throw AmatMessages.longLine(file, line, pixels);
        }
        read[(line - 1) * pixels + inLine] = character == '0' ? 0 : WHITE;
        inLine++;
        isAfterDigit = true;
      }
      case ' ', '\t', '\r' -> isAfterDigit = false;
      case '\n' -> {
        endLine();
        line++;
      }
      default -> {
        boolean isPlain = character > ' ' && character < 127;
        String found = isPlain ? "'" + character + "'" : "byte " + (int) character;
        throw AmatMessages.notBinary(file, line, inLine + 1, found);
      }
    }
  }

  private void endLine() {
    if (line > lines) {
      throw AmatMessages.moreLines(file, lines);
    }
    if (inLine < pixels) {
      throw AmatMessages.shortLine(file, line, pixels, inLine);
    }
    inLine = 0;
    isAfterDigit = false;
  }

  /** The last line may end without a line feed. */
  private void end() {
    int found = line - 1;
    if (inLine > 0) {
      endLine();
      found++;
    }
    if (found < lines) {
      throw AmatMessages.fewerLines(file, lines, found);
    }
  }
}
