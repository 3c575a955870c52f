package org.jelbo.dsl.axis;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;

/** An immutable set of axes in their order. */
public final class Axes implements Iterable<Axis> {
  /** No axes: the value of one event, the same for every row and particle. */
  public static final Axes NONE = new Axes(List.of());

  private final List<Axis> axes;

  private Axes(List<Axis> axes) {
    this.axes = axes;
  }

  /** The axes given, sorted, each once. */
  public static Axes of(Axis... axes) {
    return of(List.of(axes));
  }

  /** The axes given, sorted, each once. */
  public static Axes of(Collection<? extends Axis> axes) {
    return axes.isEmpty() ? NONE : new Axes(List.copyOf(new TreeSet<Axis>(axes)));
  }

  /** All axes of this and of the other set. */
  public Axes union(Axes other) {
    if (containsAll(other)) {
      return this;
    }
    SortedSet<Axis> all = new TreeSet<>(axes);
    all.addAll(other.axes);
    return of(all);
  }

  /** The axes of this set that the other lacks. */
  public Axes without(Axes other) {
    return of(axes.stream().filter(axis -> !other.contains(axis)).collect(Collectors.toList()));
  }

  /** Whether the axis is in this set. */
  public boolean contains(Axis axis) {
    return axes.contains(axis);
  }

  /** Whether every axis of the other set is in this one. */
  public boolean containsAll(Axes other) {
    return axes.containsAll(other.axes);
  }

  /** Whether the plate that the data fill is in this set. */
  public boolean hasRows() {
    return axes.stream().anyMatch(Axis::isOfData);
  }

  /** Whether there is none but plates: no particles, and no values of a site. */
  public boolean areOfPlates() {
    return axes.stream().allMatch(Axis.Plate.class::isInstance);
  }

  /** Where the axis stands, counted from 0; -1 when it is not in this set. */
  public int indexOf(Axis axis) {
    return axes.indexOf(axis);
  }

  /**
   * The axis at a position, counted from 0.
   *
   * @throws JelboException where there is none
   */
  public Axis at(int index) {
    if (index < 0 || index >= axes.size()) {
      throw missing(index);
    }
    return axes.get(index);
  }

  private JelboException missing(int index) {
    int last = axes.size() - 1;
    return axes.isEmpty()
        ? JelboException.here(
            "axes []",
            "expected a place of an axis, but there is none",
            "a value that stands in a plate")
        : JelboException.here(
            "axes " + this,
            "expected a place from 0 to " + last + ", but got " + index,
            "at(" + last + ") for the last");
  }

  /** How many axes there are. */
  public int size() {
    return axes.size();
  }

  /** The axes in their order. */
  public List<Axis> asList() {
    return axes;
  }

  @Override
  public Iterator<Axis> iterator() {
    return axes.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes that && axes.equals(that.axes);
  }

  @Override
  public int hashCode() {
    return axes.hashCode();
  }

  /** The labels in their order, such as {@code [particles, images]}. */
  @Override
  public String toString() {
    return axes.stream().map(Axis::label).collect(Collectors.joining(", ", "[", "]"));
  }
}
