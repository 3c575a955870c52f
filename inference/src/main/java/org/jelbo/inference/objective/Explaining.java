package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.MultiplyAdds;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.DrySetting;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.validation.GradientPaths;

/** Puts a loss in words. */
final class Explaining {
  private final DryRun run;
  private final SingleObjective objective;
  private final Loss loss;

  private Explaining(DryRun run) {
    this.run = run;
    this.objective = run.term().objective();
    this.loss = run.loss();
  }

  /** What a dry run tells. */
  static ExplainedLoss of(DryRun run) {
    return new Explaining(run).explained();
  }

  private ExplainedLoss explained() {
    Optional<DerivedLoss> derived =
        loss instanceof DerivedLoss found ? Optional.of(found) : Optional.empty();
    List<String> given = objective.programs().given();
    return new ExplainedLoss(
        objective.title() + (given.isEmpty() ? "" : ", given " + String.join(", ", given)),
        derived
            .map(of -> new ExplainedSites(of.derivation(), objective.particles()).all())
            .orElse(List.of()),
        objective.symbol(),
        derived.flatMap(DerivedLoss::equation).map(DerivedLoss.Equation::text).orElse(""),
        derived.flatMap(DerivedLoss::equation).map(DerivedLoss.Equation::summands).orElse(Map.of()),
        loss.derivedAs(),
        notes(derived),
        work());
  }

  private List<String> notes(Optional<DerivedLoss> derived) {
    List<String> notes = new ArrayList<>(loss.notes());
    derived.ifPresent(of -> notes.addAll(notes(of.derivation())));
    broken().forEach(draw -> notes.add(draw.note()));
    notes.addAll(run.dry().inTraining());
    return notes;
  }

  private static List<String> notes(Derivation derivation) {
    List<String> notes = new ArrayList<>();
    for (Site.Random site : derivation.guide().randoms()) {
      derivation.plan(site.name()).estimator().note(site.name()).ifPresent(notes::add);
    }
    notes.addAll(derivation.masks().notes());
    return notes;
  }

  /** Draws from which the loss jumps. */
  private List<GradientPaths.Broken> broken() {
    List<Trace> traces = run.dry().traces();
    return new GradientPaths(loss.surrogate(), traces)
        .broken(run.dry().reads(), () -> Origins.of(traces, loss.sites()));
  }

  private DrySetting dry(Axes particles, Extents sizes) {
    SumTerm term = run.term();
    return DrySetting.along(particles, term.countedElsewhere(), sizes).named(term.name());
  }

  private Work.Counted work() {
    Axes particles = Programs.axes(objective.particles());
    Extents sizes = Extents.NONE;
    for (Axis axis : particles) {
      sizes = sizes.with(axis, objective.particles());
    }
    Extents known = sizes;
    return Work.counted(
        rows -> {
          Extents all = known.withRows(rows);
          try (DrySetting dry = dry(particles, all)) {
            return MultiplyAdds.of(List.of(objective.build(dry).value()));
          }
        });
  }
}
