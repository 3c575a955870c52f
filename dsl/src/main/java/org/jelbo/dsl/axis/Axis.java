package org.jelbo.dsl.axis;

import java.util.Comparator;

/**
 * A named leading axis of a value. Two axes are the same axis when their records are equal; the
 * natural order is the order in which axes stand in a shape.
 */
public sealed interface Axis extends Comparable<Axis> {

  /**
   * Independent draws of a group of latents.
   *
   * @param group the group that shares the axis
   */
  record Particles(String group) implements Axis {}

  /**
   * The values of a finite site, one after the other.
   *
   * @param site the site's name
   * @param order the site's place among the enumerated ones
   * @param size how many values
   */
  record Enumeration(String site, int order, long size) implements Axis {}

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

    /** Whether the rows of the data fill this plate. */
    public boolean isOfData() {
      return size == OF_DATA;
    }
  }

  /** The axis's name as the user knows it: the group, the site or the plate. */
  default String label() {
    if (this instanceof Particles particles) {
      return particles.group();
    }
    return this instanceof Enumeration enumeration ? enumeration.site() : ((Plate) this).name();
  }

  @Override
  default int compareTo(Axis other) {
    return Comparator.comparingInt(Axis::kind)
        .thenComparingInt(Axis::rank)
        .thenComparing(Axis::label)
        .thenComparingLong(Axis::declaredSize)
        .compare(this, other);
  }

  private int kind() {
    return this instanceof Particles ? 0 : this instanceof Enumeration ? 1 : 2;
  }

  private long declaredSize() {
    if (this instanceof Enumeration enumeration) {
      return enumeration.size();
    }
    return this instanceof Plate plate ? plate.size() : 0;
  }

  private int rank() {
    if (this instanceof Enumeration enumeration) {
      return enumeration.order();
    }
    return this instanceof Plate plate ? plate.depth() : 0;
  }
}
