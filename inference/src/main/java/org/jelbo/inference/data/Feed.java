package org.jelbo.inference.data;

import org.jelbo.dsl.error.JelboException;

/**
 * Which rows a training step sees: every epoch visits all rows in an order shuffled from the seed
 * and the epoch's number; batches always have the same number of rows, so an epoch may end inside
 * one.
 *
 * <p>A batch may be cut in shards: consecutive parts of it that a step computes side by side, each
 * with draws of its own, and then averages. That is the same estimate of the same bound, for the
 * bound of a batch is the mean of its rows' bounds; only the draws and the order of sums differ.
 * What a program draws outside the plate of the data is drawn once for each shard.
 *
 * @param data the rows
 * @param batchSize rows in a batch
 * @param shards parts of a batch, at most one for each of its rows
 */
public record Feed(Data data, int batchSize, int shards) {
  /** The name of the feed that an objective reads unless it names another. */
  public static final String DEFAULT = "default";

  /**
   * Checks the components.
   *
   * @throws JelboException for batches that are empty or larger than the data, and shards without
   *     rows
   */
  public Feed {
    if (batchSize < 1 || batchSize > data.rows()) {
      throw Messages.batchDoesNotFit(batchSize, data.rows());
    }
    if (shards < 1 || shards > batchSize) {
      throw Messages.shardsDoNotFit(shards, batchSize);
    }
  }

  /**
   * A feed of data.
   *
   * @param batchSize from 1 to the number of rows
   * @throws JelboException for batches that are empty or larger than the data
   */
  public static Feed of(Data data, int batchSize) {
    return new Feed(data, batchSize, 1);
  }

  /**
   * The same batches, cut in shards: as many as there are processors is fastest for small models, 1
   * for large ones. A run is repeated bit for bit only with the same number, on the same kind of
   * processor.
   *
   * @param count from 1 to the rows of a batch
   * @throws JelboException for shards without rows
   */
  public Feed shards(int count) {
    return new Feed(data, batchSize, count);
  }

  /** How many steps see as many rows as there are: the rows of the data over those of a batch. */
  public double stepsPerEpoch() {
    return (double) data.rows() / batchSize;
  }

  /**
   * Where a shard begins in its batch; shards differ by one row at most.
   *
   * @param shard counted from 0; the number of shards gives the end of the last
   */
  public int shardStart(int shard) {
    return Math.toIntExact((long) batchSize * shard / shards);
  }

  /** The order of rows from a seed; not safe for use by several threads. */
  public Order order(long seed) {
    return order(seed, DEFAULT);
  }

  /**
   * The order of rows from a seed for one of several feeds.
   *
   * @param name the feed's; feeds of other names have unrelated orders
   */
  public Order order(long seed, String name) {
    return new Order(name.equals(DEFAULT) ? "epoch/" + seed : "epoch/" + seed + "/feed " + name);
  }

  /** The rows of every step; asking for steps in order is cheap. */
  public final class Order {
    private final String stream;
    private final int[] shuffled = new int[data.rows()];
    private long epoch = -1;

    private Order(String stream) {
      this.stream = stream;
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
      Shuffle.into(shuffled, stream + "/" + epoch);
    }
  }
}
