package org.jelbo.dsl.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.Required;

/** The plates of a run: those that are open, and what may not leave them. */
final class OpenPlates {
  private final Deque<Axis.Plate> open = new ArrayDeque<>();
  private final Map<Axis.Plate, String> lines = new LinkedHashMap<>();
  private final Map<Axis.Enumeration, Axes> enumerated = new LinkedHashMap<>();

  /** The plates that are open, outermost first. */
  Axes axes() {
    return Axes.of(open);
  }

  /** All plates that were opened, and the lines that did. */
  Map<Axis.Plate, String> lines() {
    return lines;
  }

  /** The plate that the data fill; refused inside another, and where another is. */
  Axis.Plate ofData(String name) {
    Axis.Plate plate = plate(name, Axis.Plate.OF_DATA);
    if (!open.isEmpty()) {
      throw Messages.innerPlateWithoutSize(name, axes());
    }
    lines.forEach(
        (other, line) -> {
          if (other.isOfData() && !other.equals(plate)) {
            throw Messages.secondDataPlate(name, other, line);
          }
        });
    return plate;
  }

  /** A plate of known size; refused where it has none, or stands in itself. */
  Axis.Plate sized(String name, long size) {
    if (size < 1) {
      throw Messages.plateTooSmall(name, size);
    }
    return plate(name, size);
  }

  private Axis.Plate plate(String name, long size) {
    Required.name(name, "a plate", "a name such as 'rows'");
    Axis.Plate plate = new Axis.Plate(name, open.size(), size);
    if (open.stream().anyMatch(other -> other.name().equals(name))) {
      throw Messages.plateInItself(plate);
    }
    return plate;
  }

  /** Opens a plate; refused where one of its name was another. */
  void enter(Axis.Plate plate, String from) {
    lines.forEach(
        (other, line) -> {
          if (other.name().equals(plate.name()) && !other.equals(plate)) {
            throw Messages.plateTwoWays(plate, other, line);
          }
        });
    open.addLast(plate);
    lines.putIfAbsent(plate, from);
  }

  /** Closes the innermost plate. */
  void leave() {
    open.removeLast();
  }

  void closeAll() {
    open.clear();
  }

  /** Notes where a site stands whose values have an axis of their own, but no plates. */
  void enumerated(String site, Axes values) {
    for (Axis axis : values) {
      if (axis instanceof Axis.Enumeration enumeration && enumeration.site().equals(site)) {
        enumerated.put(enumeration, axes());
      }
    }
  }

  /** The plates among a value's axes, and those of enumerated sites among them, that are closed. */
  Axes leaked(Axes axes) {
    List<Axis> closed = new ArrayList<>();
    for (Axis axis : axes) {
      if (axis instanceof Axis.Plate) {
        closed.add(axis);
      } else if (axis instanceof Axis.Enumeration) {
        closed.addAll(enumerated.getOrDefault(axis, Axes.NONE).asList());
      }
    }
    return Axes.of(closed.stream().distinct().toList()).without(axes());
  }
}
