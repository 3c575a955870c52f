package org.jelbo.samples.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;

/**
 * Reads images and labels in the IDX format of MNIST, plain or packed by gzip, which is told by the
 * first bytes and not by the name. All integers of a header are big-endian and of 32 bits:
 *
 * <pre>
 * images: 0x00000803, count, height, width, then count * height * width unsigned bytes
 * labels: 0x00000801, count, then count unsigned bytes
 * </pre>
 *
 * <p>Nothing is allocated because a header says so: memory grows with the bytes that really arrive.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section
 * "File formats".
 */
public final class IdxFile {
  /** The largest accepted height or width, in pixels. */
  static final int MAX_SIDE = 4096;

  /** The largest accepted content of one file, in bytes; an array must hold it. */
  static final int MAX_BYTES = 1 << 30;

  /** What a file is required to hold. */
  enum Content {
    IMAGES(0x00000803, 4, "images", "pixels"),
    LABELS(0x00000801, 2, "labels", "labels");

    private final int magic;
    private final int words;
    private final String title;
    private final String bytes;

    Content(int magic, int words, String title, String bytes) {
      this.magic = magic;
      this.words = words;
      this.title = title;
      this.bytes = bytes;
    }

    int magic() {
      return magic;
    }

    String title() {
      return title;
    }

    String bytes() {
      return bytes;
    }
  }

  private IdxFile() {}

  /**
   * Reads a file of images and the file of their labels.
   *
   * @param images the file of images
   * @param labels the file of labels, as many as there are images
   * @return the labelled images
   * @throws JelboException if a file is missing, cannot be read, is not of the format, is cut off
   *     or too long, or if the counts differ
   */
  public static ImageSet read(Path images, Path labels) {
    ImageSet unlabelled = images(images);
    byte[] labelled = labels(labels);
    if (unlabelled.count() != labelled.length) {
      throw Messages.countsDiffer(images, unlabelled.count(), labels, labelled.length);
    }
    return unlabelled.withLabels(labelled);
  }

  /** The images of one file, all labelled 0. */
  static ImageSet images(Path file) {
    try (PackedInput input = PackedInput.open(file)) {
      ByteBuffer header = header(file, input, Content.IMAGES);
      long count = Integer.toUnsignedLong(header.getInt());
      long height = Integer.toUnsignedLong(header.getInt());
      long width = Integer.toUnsignedLong(header.getInt());
      boolean sane = height >= 1 && width >= 1 && height <= MAX_SIDE && width <= MAX_SIDE;
      if (count < 1 || !sane) {
        throw Messages.wrongDimensions(file, count, height, width);
      }
      // Below 2^32 * 2^12 * 2^12, so the product cannot overflow.
      byte[] pixels = body(file, input, Content.IMAGES, count * height * width);
      return ImageSet.of((int) height, (int) width, pixels, new byte[(int) count]);
    } catch (IOException e) {
      throw Messages.failed(file, e);
    } catch (OutOfMemoryError e) {
      throw Messages.noRoom(file, Content.IMAGES).causedBy(e);
    }
  }

  static byte[] labels(Path file) {
    try (PackedInput input = PackedInput.open(file)) {
      long count = Integer.toUnsignedLong(header(file, input, Content.LABELS).getInt());
      if (count < 1) {
        throw Messages.noLabels(file);
      }
      return body(file, input, Content.LABELS, count);
    } catch (IOException e) {
      throw Messages.failed(file, e);
    } catch (OutOfMemoryError e) {
      throw Messages.noRoom(file, Content.LABELS).causedBy(e);
    }
  }

  private static ByteBuffer header(Path file, PackedInput input, Content content)
      throws IOException {
    int size = content.words * Integer.BYTES;
    byte[] header = input.read(size);
    ByteBuffer buffer = ByteBuffer.wrap(header);
    if (header.length >= Integer.BYTES) {
      int magic = buffer.getInt();
      if (magic != content.magic) {
        throw Messages.wrongMagic(file, content, magic);
      }
    }
    if (header.length < size) {
      throw Messages.shortHeader(file, size, header.length);
    }
    return buffer;
  }

  private static byte[] body(Path file, PackedInput input, Content content, long size)
      throws IOException {
    if (size > MAX_BYTES) {
      throw Messages.tooLarge(file, content, size);
    }
    byte[] body = input.read((int) size);
    if (body.length < size) {
      throw Messages.truncated(file, content, size, body.length);
    }
    if (input.read(1).length > 0) {
      throw Messages.trailing(file, content, size);
    }
    long extra = input.bytesAfterGzip();
    if (extra > 0) {
      throw Messages.bytesAfterGzip(file, extra);
    }
    return body;
  }
}
