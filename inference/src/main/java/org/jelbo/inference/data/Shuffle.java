package org.jelbo.inference.data;

import java.util.SplittableRandom;
import org.jelbo.dsl.noise.StreamKey;

/** Rows in an order that a stream's name decides, every order as likely (Durstenfeld 1964). */
final class Shuffle {
  private Shuffle() {}

  /** The numbers from 0 to {@code count - 1}. */
  static int[] of(int count, String stream) {
    int[] rows = new int[count];
    into(rows, stream);
    return rows;
  }

  /** The numbers from 0 to {@code rows.length - 1}, in place of what is there. */
  static void into(int[] rows, String stream) {
    SplittableRandom random = new SplittableRandom(StreamKey.of(stream));
    for (int i = 0; i < rows.length; i++) {
      int j = random.nextInt(i + 1);
      rows[i] = rows[j];
      rows[j] = i;
    }
  }
}
