package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.loss.Surrogate;
import org.jspecify.annotations.Nullable;

/**
 * A loss that programs were derived into.
 *
 * @param derivation its terms
 * @param formula the whole of it
 * @param equation what it is made of, such as {@code rec + b kl}; none for the formula itself
 * @param parts by name; scalars
 * @param partsPerDatum the same for each row
 * @param notes what a reader must know
 * @param direction what is descended, built when it is first asked for
 */
record DerivedLoss(
    Derivation derivation,
    Formula formula,
    Optional<Equation> equation,
    Map<String, Expr> parts,
    Map<String, Expr> partsPerDatum,
    List<String> notes,
    Once<Surrogate> direction)
    implements Loss {
  /**
   * A sum of parts.
   *
   * @param text such as {@code rec + b kl}
   * @param summands of each part, in the order of the text
   */
  record Equation(String text, Map<String, List<Formula>> summands) {}

  DerivedLoss {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
    notes = List.copyOf(notes);
  }

  /** A loss whose direction is its gradient. */
  static DerivedLoss of(
      Derivation derivation,
      Formula formula,
      Optional<Equation> equation,
      Map<String, Expr> parts,
      Map<String, Expr> partsPerDatum) {
    Once<Surrogate> gradient = new Once<>(() -> Surrogate.of(formula.value()));
    return new DerivedLoss(
        derivation, formula, equation, parts, partsPerDatum, List.of(), gradient);
  }

  /** With more that a reader must know. */
  DerivedLoss notes(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new DerivedLoss(derivation, formula, equation, parts, partsPerDatum, all, direction);
  }

  /**
   * Where the derivation is at leaves, with the direction that follows its draws by themselves.
   *
   * @param weights the sum of all log-mean weights, whose gradient at the probes scales the
   *     leaves'; null where it is not scaled
   */
  DerivedLoss atLeaves(@Nullable Expr weights) {
    List<Surrogate.Leaf> leaves = new ArrayList<>();
    derivation
        .draws()
        .forEach(
            (name, draw) -> {
              Site.Random site = derivation.guide().random(name).orElseThrow();
              Expr probe = Objects.requireNonNull(derivation.probes().get(name));
              leaves.add(new Surrogate.Leaf(draw, site.value(), probe, site.mask()));
            });
    Surrogate followed = new Surrogate(formula.value(), leaves, weights);
    return directed(followed);
  }

  /**
   * Where draws are scored, with what their scores add to the direction. In training it is built at
   * once: what baselines keep of the step is heard while the loss is built.
   */
  DerivedLoss scoring(Setting setting, List<ScoreFunctions.Cost> costs) {
    List<Site.Random> scored = ScoreFunctions.scored(derivation);
    if (scored.isEmpty()) {
      return this;
    }
    ScoreFunctions.requireRanges(derivation, scored);
    Once<Surrogate> both =
        new Once<>(
            () ->
                Surrogate.of(
                    ScoreFunctions.of(derivation, setting, costs)
                        .map(formula.value()::plus)
                        .orElse(formula.value())));
    if (setting.isTraining()) {
      both.get();
    }
    return directed(both);
  }

  /** With another direction. */
  DerivedLoss directed(Surrogate other) {
    return directed(new Once<>(() -> other));
  }

  private DerivedLoss directed(Once<Surrogate> other) {
    return new DerivedLoss(derivation, formula, equation, parts, partsPerDatum, notes, other);
  }

  @Override
  public Surrogate surrogate() {
    return direction.get();
  }

  @Override
  public Expr value() {
    return formula.value();
  }

  @Override
  public Map<String, Expr> sites() {
    return derivation.termsBySite();
  }

  @Override
  public Optional<Formula> derivedAs() {
    return Optional.of(formula);
  }

  @Override
  public boolean isWeighted() {
    return derivation.rules().isWeighted();
  }
}
