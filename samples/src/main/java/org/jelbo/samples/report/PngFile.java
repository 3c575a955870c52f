package org.jelbo.samples.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.jelbo.samples.data.DataException;

/**
 * Writes pictures as PNG: 8 bits for each of red, green and blue, no filter. Encoded here since the
 * JDK's encoder belongs to the desktop module, which a small runtime need not have.
 *
 * <p>Source: ISO/IEC 15948, "Portable Network Graphics", sections 5 and 11.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PngFile() {}

  /**
   * Writes a file in one step: it is complete in a file beside it before it takes the name, and an
   * older file of that name stays as it is if anything fails. Missing folders are made.
   */
  static void write(Path file, Raster picture) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Path folder = target.getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      try {
        Files.write(part, encode(picture), StandardOpenOption.CREATE_NEW);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new DataException(Messages.unwritable(file, e), e);
    }
  }

  static byte[] encode(Raster picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(picture.width()).putInt(picture.height());
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", packed(picture));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] packed(Raster picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      byte[] line = new byte[1 + 3 * picture.width()];
      for (int y = 0; y < picture.height(); y++) {
        for (int x = 0; x < picture.width(); x++) {
          int colour = picture.colour(x, y);
          line[1 + 3 * x] = (byte) (colour >> 16);
          line[2 + 3 * x] = (byte) (colour >> 8);
          line[3 + 3 * x] = (byte) colour;
        }
        deflater.write(line);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, data.length + 4);
    chunk.putInt((int) crc.getValue());
    out.writeBytes(chunk.array());
  }
}
