package org.jelbo.inference.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final int ROWS = 10;
  private static final Feed FEED = Data.of(Column.ofBytes("x", new byte[ROWS])).batch(4);

  @Test
  void everyEpochVisitsEveryRowOnceAndMayEndInsideBatches() {
    List<Integer> visited = visited(FEED.order(1), 15);
    assertThat(visited).hasSize(6 * ROWS);
    for (int epoch = 0; epoch < 6; epoch++) {
      List<Integer> rows = visited.subList(epoch * ROWS, (epoch + 1) * ROWS);
      assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void everyEpochHasAnotherOrder() {
    List<Integer> visited = visited(FEED.order(1), 15);
    LinkedHashSet<List<Integer>> orders = new LinkedHashSet<>();
    for (int epoch = 0; epoch < 6; epoch++) {
      orders.add(visited.subList(epoch * ROWS, (epoch + 1) * ROWS));
    }
    assertThat(orders).hasSize(6);
  }

  @Test
  void orderFollowsFromTheSeed() {
    assertThat(visited(FEED.order(7), 10)).isEqualTo(visited(FEED.order(7), 10));
    assertThat(visited(FEED.order(7), 10)).isNotEqualTo(visited(FEED.order(8), 10));
  }

  @Test
  void askingForOneStepEqualsAskingInOrder() {
    Feed.Order inOrder = FEED.order(3);
    List<int[]> batches = new ArrayList<>();
    for (long step = 0; step < 20; step++) {
      batches.add(inOrder.rows(step));
    }
    for (int step : new int[] {19, 2, 7, 0}) {
      assertThat(FEED.order(3).rows(step)).containsExactly(batches.get(step));
      assertThat(inOrder.rows(step)).containsExactly(batches.get(step));
    }
  }

  @Test
  void oneRowAndWholeDataAreBatches() {
    assertThat(FEED.data().batch(1).order(0).rows(123)).hasSize(1);
    assertThat(FEED.data().batch(ROWS).order(0).rows(0))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void shardsCoverTheBatchAndDifferByOneRowAtMost() {
    Feed feed = FEED.shards(3);
    assertThat(IntStream.rangeClosed(0, 3).map(feed::shardStart)).containsExactly(0, 1, 2, 4);
    assertThat(FEED.shardStart(1)).isEqualTo(4);
  }

  private static List<Integer> visited(Feed.Order order, int steps) {
    List<Integer> visited = new ArrayList<>();
    for (long step = 0; step < steps; step++) {
      for (int row : order.rows(step)) {
        visited.add(row);
      }
    }
    return visited;
  }
}
