package org.jelbo.dsl.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.SourceLine;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.param.Param;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** The scope of one run. */
final class RunningScope implements Scope {
  private final String program;
  private final Environment environment;
  private final Map<String, String> hidden = new LinkedHashMap<>();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Map<Param, Expr> parameters = new LinkedHashMap<>();
  private final Deque<Axis.Plate> open = new ArrayDeque<>();
  private Axes opened = Axes.NONE;
  private Handler handler;
  private @Nullable Expr mask;
  private String prefix = "";

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
    return new Trace(program, sites, parameters, opened);
  }

  @Override
  public Expr sample(String ownName, Distribution distribution) {
    String line = SourceLine.ofCaller();
    String name = named(ownName, line);
    checkInside("site '" + name + "'", line, distribution.axes());
    Handler.Request request = new Handler.Request(name, program, plates(), line, distribution);
    if (mask != null && !Mask.fits(mask, distribution)) {
      throw Messages.maskDoesNotFit(request, mask.eventShape());
    }
    Handler.Answer answer = handler.answer(request);
    if (!answer.value().eventShape().equals(distribution.eventShape())) {
      throw Messages.valueOfOtherShape(request, answer.value().eventShape());
    }
    return kept(request, answer);
  }

  private Expr kept(Handler.Request request, Handler.Answer answer) {
    String name = request.name();
    Site.Origin origin = answer.origin();
    if (origin == Site.Origin.HIDDEN) {
      hidden.put(name, request.line());
      return answer.value();
    }
    Expr value =
        origin == Site.Origin.DRAWN || origin == Site.Origin.SET
            ? Sources.markable(environment.graph(), answer.value())
            : answer.value();
    sites.put(
        name,
        origin == Site.Origin.SET
            ? new Site.Deterministic(name, plates(), request.line(), value)
            : new Site.Random(
                name, plates(), request.line(), request.distribution(), value, origin, mask));
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
  public Expr deterministic(String ownName, Expr value) {
    String line = SourceLine.ofCaller();
    String name = named(ownName, line);
    checkInside("site '" + name + "'", line, value.axes());
    Expr marked = Sources.markable(environment.graph(), value);
    sites.put(name, new Site.Deterministic(name, plates(), line, marked));
    return marked;
  }

  @Override
  public void factor(String ownName, Expr value) {
    String line = SourceLine.ofCaller();
    String name = named(ownName, line);
    checkInside("factor '" + name + "'", line, value.axes());
    if (value.eventShape().numDimensions() > 0) {
      throw Messages.factorNotScalar(name, line, value.eventShape());
    }
    if (mask != null && mask.eventShape().numDimensions() > 0) {
      throw Messages.maskOfFactor(name, line, mask.eventShape());
    }
    Expr counted = mask == null ? value : value.keptWhere(mask);
    sites.put(name, new Site.Factor(name, plates(), line, counted));
  }

  @Override
  public void masked(Expr keep, Runnable body) {
    checkInside("mask", SourceLine.ofCaller(), keep.axes());
    Expr outer = mask;
    mask = outer == null ? keep : outer.times(keep);
    try {
      body.run();
    } finally {
      mask = outer;
    }
  }

  @Override
  public void within(String inner, Runnable body) {
    if (inner.isBlank()) {
      throw Messages.blankPrefix(SourceLine.ofCaller());
    }
    String outer = prefix;
    prefix = outer + inner + "/";
    try {
      body.run();
    } finally {
      prefix = outer;
    }
  }

  @Override
  public void under(UnaryOperator<Handler> change, Runnable body) {
    Handler outer = handler;
    handler = change.apply(outer);
    try {
      body.run();
    } finally {
      handler = outer;
    }
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
    return parameters.computeIfAbsent(param, environment::param);
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

  /** A new site's name with its prefixes. */
  private String named(String ownName, String line) {
    if (ownName.isBlank()) {
      throw Messages.blankName(line);
    }
    String name = prefix + ownName;
    Site before = sites.get(name);
    String used = before == null ? hidden.get(name) : before.line();
    if (used != null) {
      throw Messages.nameUsedTwice(name, used, line);
    }
    return name;
  }

  private void checkInside(String subject, String line, Axes axes) {
    Axes leaked = leaked(axes);
    if (leaked.size() > 0) {
      throw Messages.outsideItsPlate(subject, line, leaked);
    }
  }

  /** Such as {@code the model, plate 'images'}. */
  private String place() {
    StringBuilder place = new StringBuilder(program);
    open.forEach(plate -> place.append(", plate '").append(plate.name()).append('\''));
    return place.toString();
  }
}
