package org.jelbo.inference.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;

/** A number for each index of its axes, and how it follows from densities. Immutable. */
public sealed interface Formula {
  /** What the graph computes for it, in nats, {@code [axes...]}. */
  Expr value();

  /** What it is computed from directly. */
  List<Formula> parts();

  /** What is done with a formula of its kind. */
  <R> R accept(FormulaVisitor<R> visitor);

  /** {@code -f} as it is written: of a sum, its parts each with the other sign. */
  default Formula opposite() {
    return new Negated(this, value().negate());
  }

  /** What a sum takes away by it; empty for what is added. */
  default Optional<Formula> takenAway() {
    return Optional.empty();
  }

  /** What it adds to a sum: the parts of one, or itself. */
  default List<Formula> summands() {
    return List.of(this);
  }

  /** Whether a sign or a factor before it takes all of it, so that it needs no brackets. */
  default boolean isWhole() {
    return true;
  }

  /** The densities that it is computed from, each once. */
  default Set<Density> densities() {
    Set<Density> found = new LinkedHashSet<>();
    parts().forEach(part -> found.addAll(part.densities()));
    return found;
  }

  /** What it is scaled by. */
  default Set<Expr> scales() {
    Set<Expr> found = new LinkedHashSet<>();
    parts().forEach(part -> found.addAll(part.scales()));
    return found;
  }

  /** One that is computed from one other. */
  sealed interface OfOne extends Formula {
    /** The other. */
    Formula of();

    @Override
    default List<Formula> parts() {
      return List.of(of());
    }
  }

  /** Which density a leaf is. */
  enum Kind {
    /** {@code log p}: of a site in the model. */
    MODEL,
    /** {@code log q}: of a site in the guide. */
    GUIDE,
    /** {@code KL[q || p]} of a site in closed form. */
    DIVERGENCE,
    /** The log of a factor of the model. */
    FACTOR
  }

  /**
   * A site's log-density, its divergence, or a log-factor.
   *
   * @param site its name
   * @param guideParents what q depends on directly; empty for a density of the model
   * @param modelParents what p depends on directly; empty for a density of the guide
   * @param isMasked whether it counts in part only
   */
  record Density(
      Kind kind,
      String site,
      List<String> guideParents,
      List<String> modelParents,
      boolean isMasked,
      Expr value)
      implements Formula {
    @Override
    public List<Formula> parts() {
      return List.of();
    }

    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.density(this);
    }

    @Override
    public Set<Density> densities() {
      return Set.of(this);
    }
  }

  /** {@code -f}. */
  record Negated(Formula of, Expr value) implements OfOne {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.negated(this);
    }

    @Override
    public Formula opposite() {
      return of;
    }

    @Override
    public Optional<Formula> takenAway() {
      return Optional.of(of);
    }

    @Override
    public boolean isWhole() {
      return false;
    }
  }

  /** {@code f + g + ...}; 0 for none. */
  record Sum(List<Formula> parts, Expr value) implements Formula {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.sum(this);
    }

    @Override
    public Formula opposite() {
      Expr negated = value.negate();
      return new Sum(parts.stream().map(Formula::opposite).toList(), negated);
    }

    @Override
    public List<Formula> summands() {
      return parts;
    }

    @Override
    public boolean isWhole() {
      return false;
    }
  }

  /**
   * {@code a f}.
   *
   * @param symbol how a is printed, such as {@code 1/N}
   * @param by a, without an event; it may have axes
   */
  record Scaled(String symbol, Expr by, Formula of, Expr value) implements OfOne {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.scaled(this);
    }

    @Override
    public Set<Expr> scales() {
      Set<Expr> found = new LinkedHashSet<>(Set.of(by));
      found.addAll(of.scales());
      return found;
    }
  }

  /** {@code max(nats, f)}. */
  record AtLeast(double nats, Formula of, Expr value) implements OfOne {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.atLeast(this);
    }
  }

  /**
   * The sum, or the mean, over a plate; an f that lacks its axis counts once for each index.
   *
   * @param isMean over the rows at hand
   */
  record OverPlate(Axis.Plate plate, boolean isMean, Formula of, Expr value) implements OfOne {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.overPlate(this);
    }
  }

  /**
   * {@code sum over y of q(y) f}.
   *
   * @param over the sites of the weight set
   * @param weights their log-densities in the guide, before masks
   */
  record Expected(List<Axis.Enumeration> over, List<Density> weights, Formula of, Expr value)
      implements Formula {
    @Override
    public List<Formula> parts() {
      List<Formula> parts = new ArrayList<>(weights);
      parts.add(of);
      return parts;
    }

    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.expected(this);
    }
  }

  /** {@code log sum over c of exp(f + g + ...)}. */
  record LogSumExp(List<Axis.Enumeration> over, List<Formula> parts, Expr value)
      implements Formula {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.logSumExp(this);
    }
  }

  /**
   * {@code 1/K sum over k of f}, or {@code 1/a log 1/K sum over k of exp(a f)}.
   *
   * @param power a; 0 for the mean of f
   */
  record OverParticles(Axis axis, double power, Formula of, Expr value) implements OfOne {
    @Override
    public <R> R accept(FormulaVisitor<R> visitor) {
      return visitor.overParticles(this);
    }
  }

  /** {@code -f}. */
  static Formula negated(Formula f) {
    return f.opposite();
  }

  /** {@code f + g + ...}; 0 for none. */
  static Formula sum(List<? extends Formula> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Expr> values = new ArrayList<>();
    values.add(Expr.of(0));
    List<Formula> flat = new ArrayList<>();
    for (Formula part : parts) {
      values.add(part.value());
      flat.addAll(part.summands());
    }
    return new Sum(List.copyOf(flat), Elimination.sum(values));
  }

  /** {@code f - g}. */
  static Formula difference(Formula f, Formula g) {
    return new Sum(List.of(f, g.opposite()), f.value().minus(g.value()));
  }

  /** {@code a f}. */
  static Formula scaled(String symbol, Expr by, Formula f) {
    return new Scaled(symbol, by, f, f.value().times(by));
  }

  /** {@code max(nats, f)}. */
  static Formula atLeast(double nats, Formula f) {
    return new AtLeast(nats, f, f.value().maximum(Expr.of(nats)));
  }

  /** The enumerations among its axes. */
  default List<Axis.Enumeration> enumerations() {
    return enumerations(value().axes());
  }

  /** The enumerations among some axes. */
  static List<Axis.Enumeration> enumerations(Axes axes) {
    return axes.asList().stream()
        .filter(Axis.Enumeration.class::isInstance)
        .map(Axis.Enumeration.class::cast)
        .toList();
  }
}
