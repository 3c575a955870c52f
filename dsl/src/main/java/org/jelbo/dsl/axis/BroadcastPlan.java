package org.jelbo.dsl.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must be materialised before two aligned shapes broadcast in one TensorFlow op.
 *
 * <p>TensorFlow joins neighbouring dims that broadcast alike into groups and takes at most {@value
 * #MAX_GROUPS} of them; more fail when the graph runs. A dim is of one kind of three: of equal size
 * on both sides, broadcast on the left, broadcast on the right. Materialising a group on its side
 * makes it equal, and equal neighbours join. All choices are tried (a shape has few groups), the
 * one that writes the fewest elements wins. An unknown size (-1) is taken as {@value #TYPICAL_SIZE}
 * for the cost only: sizes that turn out to be 1 can only reduce the number of groups.
 */
public final class BroadcastPlan {
  /** The most alternating groups of broadcast dims that one TensorFlow op takes. */
  public static final int MAX_GROUPS = 5;

  private static final long TYPICAL_SIZE = 64;

  /** A side of a binary op. */
  public enum Side {
    /** The first operand. */
    LEFT,
    /** The second operand. */
    RIGHT
  }

  /**
   * One partial broadcast: the dims {@code from} to {@code to} (exclusive) of a side take the sizes
   * of the other side.
   *
   * @param side the operand to materialise
   * @param from the first dim
   * @param to the dim after the last
   */
  public record Step(Side side, int from, int to) {}

  private enum Kind {
    EQUAL,
    LEFT_BROADCAST,
    RIGHT_BROADCAST
  }

  private record Group(Kind kind, int from, int to) {}

  private BroadcastPlan() {}

  /**
   * The partial broadcasts to do first, in order; empty when one op can do it all.
   *
   * @param left the left sizes, -1 where unknown; where one side is 1 and the other is not, it is
   *     broadcast
   * @param right the right sizes, as many
   */
  public static List<Step> of(long[] left, long[] right) {
    Kind[] kinds = kinds(left, right);
    List<Group> groups = groups(kinds);
    if (groups.size() <= MAX_GROUPS) {
      return List.of();
    }
    List<Step> best = List.of();
    double bestCost = Double.POSITIVE_INFINITY;
    for (int choice = 1; choice < 1 << groups.size(); choice++) {
      List<Step> steps = steps(groups, choice);
      if (groupsAfter(kinds, steps) <= MAX_GROUPS) {
        double cost = cost(left, right, steps);
        if (cost < bestCost) {
          best = steps;
          bestCost = cost;
        }
      }
    }
    return best;
  }

  /**
   * How many alternating groups TensorFlow sees.
   *
   * @param left the left sizes, -1 where unknown
   * @param right the right sizes, as many
   */
  public static int groupCount(long[] left, long[] right) {
    return groups(kinds(left, right)).size();
  }

  private static List<Step> steps(List<Group> groups, int choice) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if ((choice >> i & 1) == 1 && group.kind() != Kind.EQUAL) {
        Side side = group.kind() == Kind.LEFT_BROADCAST ? Side.LEFT : Side.RIGHT;
        steps.add(new Step(side, group.from(), group.to()));
      }
    }
    return steps;
  }

  private static int groupsAfter(Kind[] kinds, List<Step> steps) {
    Kind[] after = kinds.clone();
    for (Step step : steps) {
      Arrays.fill(after, step.from(), step.to(), Kind.EQUAL);
    }
    return groups(after).size();
  }

  private static double cost(long[] left, long[] right, List<Step> steps) {
    long[] leftNow = left.clone();
    long[] rightNow = right.clone();
    double cost = 0;
    for (Step step : steps) {
      long[] target = step.side() == Side.LEFT ? leftNow : rightNow;
      long[] source = step.side() == Side.LEFT ? right : left;
      System.arraycopy(source, step.from(), target, step.from(), step.to() - step.from());
      cost +=
          Arrays.stream(target)
              .mapToDouble(size -> size < 0 ? TYPICAL_SIZE : size)
              .reduce(1, (a, b) -> a * b);
    }
    return cost;
  }

  private static Kind[] kinds(long[] left, long[] right) {
    Kind[] kinds = new Kind[left.length];
    Kind before = firstKind(left, right);
    for (int i = 0; i < left.length; i++) {
      kinds[i] = isOne(left, right, i) ? before : kind(left[i], right[i]);
      before = kinds[i];
    }
    return kinds;
  }

  /** What leading dims of size 1 on both sides join; TensorFlow does not count such dims. */
  private static Kind firstKind(long[] left, long[] right) {
    for (int i = 0; i < left.length; i++) {
      if (!isOne(left, right, i)) {
        return kind(left[i], right[i]);
      }
    }
    return Kind.EQUAL;
  }

  private static boolean isOne(long[] left, long[] right, int dim) {
    return left[dim] == 1 && right[dim] == 1;
  }

  private static Kind kind(long left, long right) {
    if (left == right || (left != 1 && right != 1)) {
      return Kind.EQUAL;
    }
    return left == 1 ? Kind.LEFT_BROADCAST : Kind.RIGHT_BROADCAST;
  }

  private static List<Group> groups(Kind[] kinds) {
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= kinds.length; i++) {
      if (i == kinds.length || kinds[i] != kinds[from]) {
        groups.add(new Group(kinds[from], from, i));
        from = i;
      }
    }
    return groups;
  }
}
