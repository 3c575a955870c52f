package org.jelbo.dsl.noise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 64-bit keys of names and seeds, the same on every platform. */
public final class StreamKey {
  private StreamKey() {}

  /** The first eight bytes of the name's SHA-256. */
  public static long of(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A key of a seed; neighbouring seeds have unrelated keys. */
  public static long mixed(long seed) {
    return of("seed " + seed);
  }
}
