package org.jelbo.samples.data;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
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
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private int line = 1;
  private int inLine;
  private boolean isAfterDigit;

  private AmatFile(Path file, int pixels) {
    this.file = file;
    this.pixels = pixels;
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
    AmatFile lines = new AmatFile(file, height * width);
    try (PackedInput input = PackedInput.open(file)) {
      byte[] block = input.read(BLOCK);
      while (block.length > 0) {
        for (byte each : block) {
          lines.add((char) Byte.toUnsignedInt(each));
        }
        if (lines.line > count + 1) {
          throw AmatMessages.moreLines(file, count);
        }
        block = input.read(BLOCK);
      }
      lines.end(count);
      long extra = input.bytesAfterGzip();
      if (extra > 0) {
        throw Messages.bytesAfterGzip(file, extra);
      }
    } catch (NoSuchFileException e) {
      throw Messages.noFile(file).causedBy(e);
    } catch (ZipException | EOFException e) {
      throw Messages.corruptGzip(file, e).causedBy(e);
    } catch (IOException e) {
      throw (Files.isDirectory(file) ? Messages.isFolder(file) : Messages.unreadable(file, e))
          .causedBy(e);
    }
    return ImageSet.unlabelled(count, height, width, lines.read.toByteArray());
  }

  private void add(char character) {
    switch (character) {
      case '0', '1' -> {
        if (isAfterDigit) {
          throw AmatMessages.notBinary(file, line, inLine, "two digits side by side");
        }
        inLine++;
        if (inLine > pixels) {
          throw AmatMessages.longLine(file, line, pixels);
        }
        read.write(character == '0' ? 0 : WHITE);
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
    if (inLine < pixels) {
      throw AmatMessages.shortLine(file, line, pixels, inLine);
    }
    inLine = 0;
    isAfterDigit = false;
  }

  /** The last line may end without a line feed. */
  private void end(int count) {
    int lines = line - 1;
    if (inLine > 0) {
      endLine();
      lines++;
    }
    if (lines != count) {
      throw lines < count
          ? AmatMessages.fewerLines(file, count, lines)
          : AmatMessages.moreLines(file, count);
    }
  }
}
