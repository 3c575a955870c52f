package org.jelbo.dsl.axis;

import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A named leading axis of a value. Two axes are the same axis when their records are equal; the
 * natural order is the order in which axes stand in a shape: by kind, then by order.
 */
public sealed interface Axis extends Comparable<Axis> {

  /**
   * Independent draws of a group of latents.
   *
   * @param group the group that shares the axis
   */
  record Particles(String group) implements Axis {
    @Override
    public String label() {
      return group;
    }

    @Override
    public int kind() {
      return 0;
    }

    @Override
    public int order() {
      return 0;
    }

    @Override
    public OptionalLong knownSize() {
      return OptionalLong.empty();
    }
  }

  /**
   * The values of a finite site, one after the other.
   *
   * @param site the site's name
   * @param order the site's place among the enumerated ones
   * @param size how many values
   */
  record Enumeration(String site, int order, long size) implements Axis {
    @Override
    public String label() {
      return site;
    }

    @Override
    public int kind() {
      return 1;
    }

    @Override
    public OptionalLong knownSize() {
      return OptionalLong.of(size);
    }
  }

  /**
   * Conditionally independent repetitions.
   *
   * @param name the plate's name
   * @param depth how many plates enclose it
   * @param size how many; {@value #OF_DATA} for as many as the data have rows
   */
  record Plate(String name, int depth, long size) implements Axis {
    /** The size of a plate that the rows of the data fill. */
    public static final long OF_DATA = -1;

    @Override
    public String label() {
      return name;
    }

    @Override
    public int kind() {
      return 2;
    }

    @Override
    public int order() {
      return depth;
    }

    @Override
    public OptionalLong knownSize() {
      return isOfData() ? OptionalLong.empty() : OptionalLong.of(size);
    }

    @Override
    public boolean isOfData() {
      return size == OF_DATA;
    }
  }

  /** The axis's name as the user knows it: the group, the site or the plate. */
  String label();

  /** The place of its kind in a shape: particles, then enumerations, then plates. */
  int kind();

  /** The place among axes of its kind. */
  int order();

  /** How many indices it has; empty where only a run knows. */
  OptionalLong knownSize();

  /** Whether it is a plate that the rows of the data fill. */
  default boolean isOfData() {
    return false;
  }

  @Override
  default int compareTo(Axis other) {
    return Comparator.comparingInt(Axis::kind)
        .thenComparingInt(Axis::order)
        .thenComparing(Axis::label)
        .thenComparingLong(axis -> axis.knownSize().orElse(Plate.OF_DATA))
        .compare(this, other);
  }
}
