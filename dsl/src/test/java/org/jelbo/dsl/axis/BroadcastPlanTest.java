package org.jelbo.dsl.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jelbo.dsl.axis.BroadcastPlan.Side;
import org.jelbo.dsl.axis.BroadcastPlan.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BroadcastPlanTest {

  /** Of a dim: both sizes equal, left 1, right 1, both 1, unknown against 1, unknown on both. */
  private static final long[][] KINDS = {{3, 3}, {1, 3}, {3, 1}, {1, 1}, {-1, 1}, {-1, -1}};

  /** The groups as TensorFlow counts them: dims of size 1 on both sides do not count. */
  private static int groupsOfTensorFlow(long[] left, long[] right) {
    int groups = 0;
    int before = -1;
    for (int i = 0; i < left.length; i++) {
      if (left[i] == 1 && right[i] == 1) {
        continue;
      }
      int kind = left[i] == 1 ? 1 : right[i] == 1 ? 2 : 0;
      groups += kind == before ? 0 : 1;
      before = kind;
    }
    return groups;
  }

  private static void assertPlanWorks(long[] left, long[] right) {
    List<Step> steps = BroadcastPlan.of(left, right);
    long[] a = left.clone();
    long[] b = right.clone();
    for (Step step : steps) {
      long[] target = step.side() == Side.LEFT ? a : b;
      long[] source = step.side() == Side.LEFT ? b : a;
      assertThat(groupsOfTensorFlow(target, materialised(target, source, step)))
          .isLessThanOrEqualTo(BroadcastPlan.MAX_GROUPS);
      System.arraycopy(source, step.from(), target, step.from(), step.to() - step.from());
    }
    assertThat(groupsOfTensorFlow(a, b))
        .as("groups of %s and %s after %s", Arrays.toString(left), Arrays.toString(right), steps)
        .isLessThanOrEqualTo(BroadcastPlan.MAX_GROUPS);
    if (groupsOfTensorFlow(left, right) <= BroadcastPlan.MAX_GROUPS) {
      assertThat(steps)
          .as("steps of %s and %s", Arrays.toString(left), Arrays.toString(right))
          .isEmpty();
    }
  }

  private static long[] materialised(long[] target, long[] source, Step step) {
    long[] result = target.clone();
    System.arraycopy(source, step.from(), result, step.from(), step.to() - step.from());
    return result;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void everyPatternFitsOneOpAfterItsSteps(int rank) {
    int patterns = (int) Math.pow(KINDS.length, rank);
    for (int pattern = 0; pattern < patterns; pattern++) {
      long[] left = new long[rank];
      long[] right = new long[rank];
      int rest = pattern;
      for (int dim = 0; dim < rank; dim++) {
        left[dim] = KINDS[rest % KINDS.length][0];
        right[dim] = KINDS[rest % KINDS.length][1];
        rest /= KINDS.length;
      }
      if (groupsOfTensorFlow(left, right) > 4 || pattern % 37 == 0) {
        assertPlanWorks(left, right);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10})
  void patternsOfHigherRankFitOneOpAfterTheirSteps(int rank) {
    int kinds = 3;
    int patterns = (int) Math.pow(kinds, rank);
    for (int pattern = 0; pattern < patterns; pattern += rank == 10 ? 7 : 1) {
      long[] left = new long[rank];
      long[] right = new long[rank];
      int rest = pattern;
      for (int dim = 0; dim < rank; dim++) {
        left[dim] = KINDS[rest % kinds][0];
        right[dim] = KINDS[rest % kinds][1];
        rest /= kinds;
      }
      assertPlanWorks(left, right);
    }
  }

  @Test
  void sizesThatTurnOutToBeOneNeedNoMoreGroups() {
    Random random = new Random(11);
    for (int trial = 0; trial < 2_000; trial++) {
      int rank = 6 + random.nextInt(5);
      long[] left = new long[rank];
      long[] right = new long[rank];
      long[] ones = new long[rank];
      for (int i = 0; i < rank; i++) {
        long size = random.nextInt(2) == 0 ? 1 : 2;
        ones[i] = size;
        int kind = random.nextInt(3);
        left[i] = kind == 1 ? 1 : -1;
        right[i] = kind == 2 ? 1 : -1;
      }
      long[] a = left.clone();
      long[] b = right.clone();
      for (Step step : BroadcastPlan.of(left, right)) {
        long[] target = step.side() == Side.LEFT ? a : b;
        for (int i = step.from(); i < step.to(); i++) {
          target[i] = -1;
        }
      }
      for (int i = 0; i < rank; i++) {
        a[i] = a[i] < 0 ? ones[i] : a[i];
        b[i] = b[i] < 0 ? ones[i] : b[i];
      }
      assertThat(groupsOfTensorFlow(a, b)).isLessThanOrEqualTo(BroadcastPlan.MAX_GROUPS);
    }
  }

  @Test
  void fiveGroupsNeedNoStep() {
    assertThat(BroadcastPlan.of(new long[] {2, 1, 2, 1, 2}, new long[] {1, 2, 1, 2, 1})).isEmpty();
  }

  @Test
  void sizesOfOneOnBothSidesDoNotCount() {
    assertThat(
            BroadcastPlan.groupCount(
                new long[] {1, 1, 2, 1, 1, 2, 1}, new long[] {1, 2, 1, 1, 2, 1, 1}))
        .isEqualTo(4);
    assertThat(BroadcastPlan.of(new long[] {1, 1, 2, 1, 2, 1}, new long[] {1, 2, 1, 2, 1, 2}))
        .isEmpty();
  }

  @Test
  void ofSixGroupsTwoNeighboursJoinWhereTheLeastIsWritten() {
    assertThat(BroadcastPlan.of(new long[] {9, 1, 9, 1, 9, 1}, new long[] {1, 2, 1, 3, 1, 4}))
        .as("right becomes [9,2,1,3,1,4], left [9,2,9,1,9,1]")
        .containsExactly(new Step(Side.RIGHT, 0, 1), new Step(Side.LEFT, 1, 2));
    assertThat(BroadcastPlan.of(new long[] {4, 1, 3, 1, 2, 1}, new long[] {1, 9, 1, 9, 1, 8}))
        .as("right becomes [1,9,1,9,2,8], left [4,1,3,1,2,8]")
        .containsExactly(new Step(Side.RIGHT, 4, 5), new Step(Side.LEFT, 5, 6));
  }

  @Test
  void oneStepBetweenEqualDimsIsTakenWhereTheLeastIsWritten() {
    assertThat(
            BroadcastPlan.of(
                new long[] {50, 1, 50, 40, 50, 1, 60}, new long[] {50, 2, 50, 1, 50, 50, 1}))
        .as("right writes 500 million, left would write 600 million")
        .containsExactly(new Step(Side.RIGHT, 3, 4));
    assertThat(
            BroadcastPlan.of(
                new long[] {50, 1, 50, 40, 50, 1, 40}, new long[] {50, 2, 50, 1, 50, 50, 1}))
        .as("left writes 400 million, right would write 500 million")
        .containsExactly(new Step(Side.LEFT, 1, 2));
  }

  @Test
  void unknownSizesAreTakenAsSixtyFourWhenCostsAreCompared() {
    long[] threes = {1, 3, 1, 3, 1, 3};
    assertThat(BroadcastPlan.of(new long[] {-1, 1, 63, 1, 100, 1}, threes))
        .containsExactly(new Step(Side.LEFT, 1, 2), new Step(Side.RIGHT, 2, 3));
    assertThat(BroadcastPlan.of(new long[] {-1, 1, 65, 1, 100, 1}, threes))
        .containsExactly(new Step(Side.RIGHT, 0, 1), new Step(Side.LEFT, 1, 2));
  }
}
