package org.jelbo.dsl.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.SourceLine;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/** The scope of one run. */
final class RunningScope implements Scope {
  private final String program;
  private final Environment environment;
  private final Handler handler;
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Deque<Axis.Plate> open = new ArrayDeque<>();
  private Axes opened = Axes.NONE;

  RunningScope(String program, Environment environment, Handler handler) {
    this.program = program;
    this.environment = environment;
    this.handler = handler;
  }

  Trace run(Program body) {
    try {
      body.run(this);
    } catch (JelboException e) {
      throw e.within(place());
    }
    return new Trace(program, sites, opened);
  }

  @Override
  public Expr sample(String name, Distribution distribution) {
    String line = SourceLine.ofCaller();
    checkName(name, line);
    Axes leaked = leaked(distribution.axes());
    if (leaked.size() > 0) {
      throw Messages.outsideItsPlate("site '" + name + "'", line, leaked);
    }
    Handler.Request request = new Handler.Request(name, program, plates(), line, distribution);
    Handler.Answer answer = handler.answer(request);
    if (!answer.value().eventShape().equals(distribution.eventShape())) {
      throw Messages.valueOfOtherShape(request, answer.value().eventShape());
    }
    Expr value =
        answer.origin() == Site.Origin.DRAWN
            ? Sources.markable(environment.graph(), answer.value())
            : answer.value();
    sites.put(name, new Site.Random(name, plates(), line, distribution, value, answer.origin()));
    return value;
  }

  @Override
  public Expr input(String name, long... eventShape) {
    String line = SourceLine.ofCaller();
    Axes plates = plates();
    if (plates.asList().stream()
        .noneMatch(axis -> axis instanceof Axis.Plate plate && plate.isOfData())) {
      throw Messages.inputOutsidePlate(name, line);
    }
    checkInput(name, line, eventShape);
    Expr value = environment.input(name, plates, Shape.of(eventShape));
    Site before = sites.putIfAbsent("input " + name, new Site.Input(name, plates, line, value));
    if (before != null && !before.value().eventShape().equals(value.eventShape())) {
      throw Messages.inputOfTwoShapes(name, line, before, value.eventShape());
    }
    return value;
  }

  @Override
  public Expr deterministic(String name, Expr value) {
    String line = SourceLine.ofCaller();
    checkName(name, line);
    Axes leaked = leaked(value.axes());
    if (leaked.size() > 0) {
      throw Messages.outsideItsPlate("site '" + name + "'", line, leaked);
    }
    sites.put(name, new Site.Deterministic(name, plates(), line, value));
    return value;
  }

  @Override
  public void plate(String name, Runnable body) {
    Axis.Plate plate = new Axis.Plate(name, open.size(), Axis.Plate.OF_DATA);
    checkNotOpen(plate);
    if (!open.isEmpty()) {
      throw Messages.innerPlateWithoutSize(name, plates());
    }
    for (Axis axis : opened) {
      if (axis instanceof Axis.Plate other && other.isOfData() && !other.equals(plate)) {
        throw Messages.secondDataPlate(name, other);
      }
    }
    inside(plate, body);
  }

  @Override
  public void plate(String name, long size, Runnable body) {
    if (size < 1) {
      throw Messages.plateTooSmall(name, size);
    }
    Axis.Plate plate = new Axis.Plate(name, open.size(), size);
    checkNotOpen(plate);
    inside(plate, body);
  }

  @Override
  public Expr param(Param param) {
    return environment.param(param);
  }

  private void checkNotOpen(Axis.Plate plate) {
    if (open.stream().anyMatch(other -> other.name().equals(plate.name()))) {
      throw Messages.plateInItself(plate);
    }
  }

  private void inside(Axis.Plate plate, Runnable body) {
    for (Axis axis : opened) {
      if (axis.label().equals(plate.name()) && !axis.equals(plate)) {
        throw Messages.plateTwoWays(plate, (Axis.Plate) axis);
      }
    }
    open.addLast(plate);
    opened = opened.union(Axes.of(plate));
    try {
      body.run();
    } catch (JelboException e) {
      throw e.within(place());
    } finally {
      open.removeLast();
    }
  }

  private Axes plates() {
    return Axes.of(open);
  }

  private Axes leaked(Axes axes) {
    return Axes.of(
        axes.without(plates()).asList().stream()
            .filter(Axis.Plate.class::isInstance)
            .collect(java.util.stream.Collectors.toList()));
  }

  private void checkInput(String name, String line, long[] eventShape) {
    if (name.isBlank()) {
      throw Messages.blankName(line);
    }
    for (long size : eventShape) {
      if (size < 1) {
        throw Messages.inputWithoutEntries(name, line, Shape.of(eventShape));
      }
    }
  }

  private void checkName(String name, String line) {
    if (name.isBlank()) {
      throw Messages.blankName(line);
    }
    Site before = sites.get(name);
    if (before != null) {
      throw Messages.nameUsedTwice(before, line);
    }
  }

  /** Such as {@code the model, plate 'images'}. */
  private String place() {
    StringBuilder place = new StringBuilder(program);
    open.forEach(plate -> place.append(", plate '").append(plate.name()).append('\''));
    return place.toString();
  }
}
