package org.jelbo.inference.data;

import java.util.SplittableRandom;
import org.jelbo.dsl.noise.StreamKey;

/**
 * Which rows a training step sees: every epoch visits all rows in an order shuffled from the seed
 * and the epoch's number; batches always have the same number of rows, so an epoch may end inside
 * one.
 *
 * @param data the rows
 * @param batchSize rows in a batch
 */
public record Feed(Data data, int batchSize) {
  /** Refuses batches that are empty or larger than the data. */
  public Feed {
    if (batchSize < 1 || batchSize > data.rows()) {
      throw Messages.batchDoesNotFit(batchSize, data.rows());
    }
  }

  /**
   * A feed of data.
   *
   * @param batchSize from 1 to the number of rows
   */
  public static Feed of(Data data, int batchSize) {
    return new Feed(data, batchSize);
  }

  /** The order of rows from a seed; not safe for use by several threads. */
  public Order order(long seed) {
    return new Order(seed);
  }

  /** The rows of every step; asking for steps in order is cheap. */
  public final class Order {
    private final long seed;
    private final int[] shuffled = new int[data.rows()];
    private long epoch = -1;

    private Order(long seed) {
      this.seed = seed;
    }

    /**
     * The rows of a step's batch.
     *
     * @param step counted from 0
     */
    public int[] rows(long step) {
      int[] rows = new int[batchSize];
      for (int i = 0; i < batchSize; i++) {
        long position = step * batchSize + i;
        shuffle(position / shuffled.length);
        rows[i] = shuffled[(int) (position % shuffled.length)];
      }
      return rows;
    }

    private void shuffle(long wanted) {
      if (wanted == epoch) {
        return;
      }
      epoch = wanted;
      SplittableRandom random = new SplittableRandom(StreamKey.of("epoch/" + seed + "/" + epoch));
      for (int i = 0; i < shuffled.length; i++) {
        int j = random.nextInt(i + 1);
        shuffled[i] = shuffled[j];
        shuffled[j] = i;
      }
    }
  }
}
