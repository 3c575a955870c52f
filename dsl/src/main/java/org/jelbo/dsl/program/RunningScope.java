package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Made;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.error.SourceLine;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Param;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** The scope of one run. */
final class RunningScope implements Scope {
  private final String program;
  private final Environment environment;
  private final Map<String, String> hidden = new LinkedHashMap<>();
  private final Map<Trace.Key, Site> sites = new LinkedHashMap<>();
  private final Map<Param, Expr> parameters = new LinkedHashMap<>();
  private final Map<String, Integer> applied = new HashMap<>();
  private final Set<Param> kept = new HashSet<>();
  private final List<Made> families = new ArrayList<>();
  private final ExprGraph graph;
  private final OpenPlates open = new OpenPlates();
  private final Thread thread = Thread.currentThread();
  private final AtomicReference<@Nullable JelboException> refusal = new AtomicReference<>();
  private Handler handler;
  private @Nullable Expr mask;
  private String prefix = "";
  private @Nullable String lastSite;
  private volatile boolean isOver;

  RunningScope(String program, Environment environment, Handler handler) {
    this.program = program;
    this.environment = environment;
    this.handler = handler;
    graph =
        environment
            .graph()
            .hearing((family, parameters) -> families.add(new Made(family, parameters)));
  }

  /** Leaves a program after its last site. */
  private static final class LastSite extends RuntimeException {
    private static final long serialVersionUID = 1;

    LastSite() {
      super("the last site was answered", null, false, false);
    }
  }

  Trace run(Program body) {
    return runUpTo(null, body);
  }

  /** Runs to the end, or until a site of this name was answered. */
  Trace runUpTo(@Nullable String last, Program body) {
    lastSite = last;
    try {
      body.run(this);
    } catch (LastSite e) {
      open.closeAll();
    } catch (JelboException e) {
      throw e.within(place());
    } finally {
      isOver = true;
    }
    // A program that catches a refusal and goes on has not declared what it says.
    JelboException caught = refusal.get();
    if (caught != null) {
      throw caught;
    }
    return new Trace(program, sites, parameters, open.lines(), hidden.keySet(), families);
  }

  /** A call of the program, its refusal with the place where it was made. */
  private <T> T located(Supplier<T> call) {
    if (isOver || Thread.currentThread() != thread) {
      JelboException e = isOver ? Messages.runIsOver(program) : Messages.otherThread(program);
      refusal.compareAndSet(null, e);
      throw e;
    }
    try {
      return call.get();
    } catch (JelboException e) {
      JelboException located = e.within(place());
      refusal.compareAndSet(null, located);
      throw located;
    }
  }

  @Override
  public Expr sample(String name, Distribution distribution) {
    return located(() -> sampled(named(name), distribution));
  }

  private Expr sampled(String name, Distribution distribution) {
    Expr value = answered(name, distribution);
    if (name.equals(lastSite)) {
      throw new LastSite();
    }
    return value;
  }

  private Expr answered(String name, Distribution distribution) {
    String line = SourceLine.ofCaller();
    Required.of(distribution, site(name), "a distribution", "Normal.standard()");
    distribution.parameters().values().forEach(value -> check(site(name), line, value));
    checkInside(site(name), line, distribution.axes());
    Handler.Request request =
        new Handler.Request(name, program, plates(), line, distribution, mask);
    if (mask != null && !Mask.fits(mask, distribution)) {
      throw Messages.maskDoesNotFit(request, mask.eventShape());
    }
    Handler.Answer answer = handler.answer(request);
    if (answer == null || answer.value() == null) {
      throw Messages.noAnswer(request);
    }
    Expr value = answer.value();
    open.enumerated(name, value.axes());
    check(site(name), line, value);
    if (!value.eventShape().equals(distribution.eventShape())) {
      throw answer.origin() == Site.Origin.SET
          ? Messages.setToOtherShape(request, value.eventShape())
          : Messages.valueOfOtherShape(request, value.eventShape());
    }
    return kept(request, answer);
  }

  private Expr kept(Handler.Request request, Handler.Answer answer) {
    String name = request.name();
    Site.Origin origin = answer.origin();
    if (origin == Site.Origin.HIDDEN) {
      hidden.put(name, request.line());
      return graph.owned(answer.value());
    }
    Expr value =
        origin == Site.Origin.DRAWN || origin == Site.Origin.ENUMERATED || origin == Site.Origin.SET
            ? Sources.markable(environment.graph(), answer.value())
            : answer.value();
    sites.put(
        Trace.Key.site(name),
        origin == Site.Origin.SET
            ? new Site.Deterministic(name, plates(), request.line(), value)
            : new Site.Random(
                name, plates(), request.line(), request.distribution(), value, origin, mask));
    return graph.owned(value);
  }

  @Override
  public Expr input(String name, long... eventShape) {
    return located(() -> read(name, eventShape));
  }

  private Expr read(String name, long[] eventShape) {
    String line = SourceLine.ofCaller();
    checkInput(name, line, eventShape);
    Axes plates = plates();
    if (plates.asList().stream().noneMatch(Axis::isOfData)) {
      throw Messages.inputOutsidePlate(name, line);
    }
    Site before = sites.get(Trace.Key.input(name));
    if (before != null && !before.value().eventShape().equals(Shape.of(eventShape))) {
      throw Messages.inputOfTwoShapes(name, line, before, Shape.of(eventShape));
    }
    Expr value = graph.owned(environment.input(name, plates, Shape.of(eventShape)));
    sites.putIfAbsent(Trace.Key.input(name), new Site.Input(name, plates, line, value));
    return before != null && Sources.same(before.value(), value) ? before.value() : value;
  }

  @Override
  public Expr deterministic(String ownName, Expr value) {
    return located(() -> determined(named(ownName), value));
  }

  private Expr determined(String name, Expr value) {
    String line = SourceLine.ofCaller();
    Required.of(value, site(name), "a value", "Expr.of(1)");
    check(site(name), line, value);
    Expr marked = Sources.markable(environment.graph(), value);
    sites.put(Trace.Key.site(name), new Site.Deterministic(name, plates(), line, marked));
    return graph.owned(marked);
  }

  @Override
  public void factor(String ownName, Expr value) {
    located(() -> counted(named(ownName), value));
  }

  private Expr counted(String name, Expr value) {
    String line = SourceLine.ofCaller();
    String subject = "factor '" + name + "'";
    Required.of(value, subject, "a value in nats", "Normal.standard().logProb(z)");
    check(subject, line, value);
    if (value.eventShape().numDimensions() > 0) {
      throw Messages.factorNotScalar(name, line, value.eventShape());
    }
    if (mask != null && mask.eventShape().numDimensions() > 0) {
      throw Messages.maskOfFactor(name, line, mask.eventShape());
    }
    Expr counted = Mask.masked(value, mask);
    sites.put(Trace.Key.site(name), new Site.Factor(name, plates(), line, counted, mask));
    return counted;
  }

  @Override
  public void masked(Expr keep, Runnable body) {
    Expr outer = mask;
    mask =
        located(
            () -> {
              checkMask(keep);
              Required.of(body, "mask", "a body", "p.masked(keep, () -> ...)");
              return outer == null ? keep : outer.times(keep);
            });
    try {
      body.run();
    } finally {
      mask = outer;
    }
  }

  @Override
  public void within(String inner, Runnable body) {
    String outer = prefix;
    prefix =
        located(
            () -> {
              if (inner == null || inner.isBlank()) {
                throw Messages.blankPrefix(inner, SourceLine.ofCaller());
              }
              Required.of(body, "within", "a body", "p.within(\"" + inner + "\", () -> ...)");
              return outer + inner + "/";
            });
    try {
      body.run();
    } finally {
      prefix = outer;
    }
  }

  @Override
  public void under(UnaryOperator<Handler> change, Runnable body) {
    Handler outer = handler;
    handler =
        located(
            () -> {
              String remedy = "p.under(rest -> Do.of(\"x\", value, rest), () -> ...)";
              Required.of(change, "under", "a change of the handler", remedy);
              Required.of(body, "under", "a body", remedy);
              return Required.of(change.apply(outer), "under", "a handler", remedy);
            });
    try {
      body.run();
    } finally {
      handler = outer;
    }
  }

  @Override
  public void plate(String name, Runnable body) {
    located(() -> inside(open.ofData(name), body));
  }

  @Override
  public void plate(String name, long size, Runnable body) {
    located(() -> inside(open.sized(name, size), body));
  }

  @Override
  public Expr param(Param param) {
    return located(
        () -> {
          Required.of(param, "a parameter", "one", "Param.of(\"w\", 3)");
          environment.reads(param, place(), SourceLine.ofCaller());
          return parameters.computeIfAbsent(param, read -> graph.owned(environment.param(read)));
        });
  }

  @Override
  public boolean isTraining() {
    return environment.isTraining();
  }

  @Override
  public NoiseStream noise(String layer, Axes axes) {
    return located(
        () -> {
          int times = applied.merge(layer, 1, Integer::sum);
          return environment.noise(times == 1 ? layer : layer + " " + times, axes);
        });
  }

  @Override
  public void keep(Param param, Expr next) {
    located(
        () -> {
          Kept.require(param, next, parameters.keySet());
          check(Kept.subject(param).toString(), SourceLine.ofCaller(), next);
          if (!kept.add(param)) {
            throw Messages.keptTwice(param);
          }
          environment.keep(param, next);
          return next;
        });
  }

  private Axes inside(Axis.Plate plate, Runnable body) {
    Required.of(
        body, "plate '" + plate.name() + "'", "a body", "() -> ... that declares what it holds");
    open.enter(plate, SourceLine.ofCaller());
    try {
      body.run();
    } catch (JelboException e) {
      throw e.within(place());
    } finally {
      open.leave();
    }
    return plates();
  }

  private Axes plates() {
    return open.axes();
  }

  private void checkMask(Expr keep) {
    Required.of(keep, "mask", "a value", "1 where the density counts, else 0");
    check("mask", SourceLine.ofCaller(), keep);
    if (keep.isConstant()) {
      for (double value : keep.constant()) {
        if (!(value >= 0 && value <= 1)) {
          throw Messages.maskOutside(value);
        }
      }
    }
  }

  private static void checkInput(String name, String line, long[] eventShape) {
    Required.name(name, "an input", "the name of a column");
    Required.of(eventShape, "input '" + name + "'", "sizes", "p.input(\"" + name + "\", 784)");
    for (long size : eventShape) {
      if (size < 1) {
        throw Messages.inputWithoutEntries(name, line, Shape.of(eventShape));
      }
    }
  }

  /** A new site's name with its prefixes. */
  private String named(String ownName) {
    Required.name(ownName, "a site", "a name such as 'z'");
    String name = prefix + ownName;
    Site before = sites.get(Trace.Key.site(name));
    String used = before == null ? hidden.get(name) : before.line();
    if (used != null) {
      throw Messages.nameUsedTwice(name, used);
    }
    return name;
  }

  private void check(String subject, String line, Expr value) {
    if (!Sources.isUsableIn(environment.graph(), value)) {
      throw Messages.valueOfOtherRun(subject, line);
    }
    checkInside(subject, line, value.axes());
  }

  private void checkInside(String subject, String line, Axes axes) {
    Axes leaked = open.leaked(axes);
    if (leaked.size() > 0) {
      throw Messages.outsideItsPlate(subject, line, leaked);
    }
  }

  private static String site(String name) {
    return "site '" + name + "'";
  }

  private String place() {
    return Place.of(program, plates());
  }
}
