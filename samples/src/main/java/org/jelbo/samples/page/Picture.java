package org.jelbo.samples.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/** A PNG picture and what is to be seen in it. Immutable. */
public final class Picture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Of the width in the header, after the signature, a length and a name; the height follows. */
  private static final int WIDTH = 16;

  private static final int HEADER = WIDTH + 2 * Integer.BYTES;

  private final String name;
  private final String words;
  private final byte[] png;

  private Picture(String name, String words, byte[] png) {
    this.name = name;
    this.words = words;
    this.png = png;
  }

  /**
   * Reads a picture.
   *
   * @param file a PNG, which is not needed any more after that
   * @param words what is to be seen: they stand below it, and for it where it is not seen
   */
  public static Picture of(Path file, String words) {
    try {
      byte[] png = Files.readAllBytes(file);
      if (png.length < HEADER || !Arrays.equals(png, 0, WIDTH / 2, SIGNATURE, 0, WIDTH / 2)) {
        throw Messages.notPng(file);
      }
      return new Picture(file.getFileName().toString(), words, png);
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
  }

  /** That of its file. */
  String name() {
    return name;
  }

  /** What is to be seen. */
  String words() {
    return words;
  }

  /** In pixels. */
  int width() {
    return ByteBuffer.wrap(png).getInt(WIDTH);
  }

  /** In pixels. */
  int height() {
    return ByteBuffer.wrap(png).getInt(WIDTH + Integer.BYTES);
  }

  /** The picture itself, as an address. */
  String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
