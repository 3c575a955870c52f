package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Jumps;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.loss.Surrogate;

/**
 * The ways that the gradient of a loss takes through draws. The gradient of an expectation is the
 * expectation of the gradient only where every way is continuous: a {@link Jumps jump} is left out.
 *
 * @param loss what is descended
 * @param traces the runs that the loss is computed from
 */
public record GradientPaths(Surrogate loss, List<Trace> traces) {
  /** Copies the list. */
  public GradientPaths {
    traces = List.copyOf(traces);
  }

  /** A draw's site, and the run that drew it. */
  record Draw(Site.Random site, Trace trace) {}

  /**
   * A draw from which a value jumps.
   *
   * @param kind what makes the jump
   * @param function what it is called
   * @param place what it is computed for, such as {@code site 'x' in the model (VaeModel.java:31)}
   */
  public record Broken(
      Site.Random site, Trace trace, Jumps.Kind kind, String function, String place) {
    /** In a few words. */
    public String note() {
      return "no gradient by way of " + site.name() + ": " + said() + ", for " + place;
    }

    private String said() {
      return switch (kind) {
        case STEP -> function + " makes a step function of it";
        case SEAM -> function + " takes the angle for a number, which jumps at -pi and pi";
        case END -> "a density that is 0 beyond an end jumps there";
      };
    }

    JelboException refusal() {
      return switch (kind) {
        case STEP -> Messages.step(this);
        case SEAM -> Messages.seam(this);
        case END -> Messages.end(this);
      };
    }
  }

  /**
   * The draws whose gradients would be wrong, each once for a function and a place.
   *
   * @param parameters by name, that the gradient is taken with respect to
   * @param origins where ops come from, asked for where there are jumps
   */
  public List<Broken> broken(Map<String, Expr> parameters, Supplier<Origins> origins) {
    Map<Draw, Expr> drawn = drawn();
    if (drawn.isEmpty() || loss.value().isConstant()) {
      return List.of();
    }
    List<Expr> ends = new ArrayList<>(List.of(loss.value()));
    List<Expr> moving = new ArrayList<>(parameters.values());
    for (Surrogate.Leaf leaf : loss.leaves()) {
      if (!Gradients.reached(leaf.draw(), parameters).isEmpty()) {
        ends.add(leaf.draw());
        moving.add(leaf.leaf());
      }
    }
    List<Jumps.Jump<Draw>> jumps = Jumps.between(ends, drawn, moving);
    Map<List<Object>, Broken> found = new LinkedHashMap<>();
    Optional<Origins> known = jumps.isEmpty() ? Optional.empty() : Optional.of(origins.get());
    DrawnWithin within = DrawnWithin.of(drawn, loss.leaves());
    for (Jumps.Jump<Draw> jump : jumps) {
      if (jump.kind() == Jumps.Kind.END && within.isBetweenEnds(jump.op())) {
        continue;
      }
      String place = known.flatMap(all -> all.of(jump.op())).orElse("the loss");
      for (Draw draw : jump.of()) {
        found.putIfAbsent(
            List.of(draw.site().name(), jump.kind(), jump.function(), place),
            new Broken(draw.site(), draw.trace(), jump.kind(), jump.function(), place));
      }
    }
    return List.copyOf(found.values());
  }

  private Map<Draw, Expr> drawn() {
    Map<Draw, Expr> drawn = new LinkedHashMap<>();
    for (Trace trace : traces) {
      for (Site.Random site : trace.randoms()) {
        if (site.origin() == Site.Origin.DRAWN) {
          drawn.put(new Draw(site, trace), site.value());
        }
      }
    }
    return drawn;
  }
}
