package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.MultiplyAdds;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.derivation.Work;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.validation.GradientPaths;

/** Puts a derivation in words. */
final class Explaining {
  /** In the order in which a bound is written. */
  private static final List<Term.Part> PARTS =
      List.of(Term.Part.REC, Term.Part.KL, Term.Part.FACTOR, Term.Part.JOINT);

  private final Derived objective;
  private final Derivation derivation;
  private final Optional<Work> work;
  private final List<GradientPaths.Broken> broken;

  private Explaining(
      Derived objective,
      Derivation derivation,
      Optional<Work> work,
      List<GradientPaths.Broken> broken) {
    this.objective = objective;
    this.derivation = derivation;
    this.work = work;
    this.broken = broken;
  }

  /**
   * The loss of an objective in a setting that does not run.
   *
   * @param countedElsewhere sites that another term counts
   */
  static ExplainedLoss of(Derived objective, Sketch sketch, Set<String> countedElsewhere) {
    Loss loss = objective.build(sketch);
    List<GradientPaths.Broken> broken = broken(loss, sketch);
    DerivedLoss derived = loss instanceof LeafLoss leaf ? leaf.loss() : (DerivedLoss) loss;
    Optional<Work> work = work(objective, countedElsewhere);
    Derivation derivation = objective.derive(sketch);
    return new Explaining(objective, derivation, work, broken)
        .explained(derived, sketch.inTraining());
  }

  private static List<GradientPaths.Broken> broken(Loss loss, Sketch sketch) {
    List<Trace> traces = sketch.traces();
    return new GradientPaths(loss.value(), loss.leaves(), traces)
        .broken(sketch.reads(), () -> Origins.of(traces, loss.sites()));
  }

  private static Optional<Work> work(Derived objective, Set<String> countedElsewhere) {
    Axes particles = Programs.axes(objective.particles());
    Extents sizes = Extents.NONE;
    for (Axis axis : particles) {
      sizes = sizes.with(axis, objective.particles());
    }
    Extents known = sizes;
    return Work.of(
        rows -> {
          try (Sketch sketch = Sketch.along(particles, countedElsewhere, known.withRows(rows))) {
            return MultiplyAdds.of(List.of(objective.build(sketch).value()));
          }
        });
  }

  private ExplainedLoss explained(DerivedLoss loss, Set<String> inTraining) {
    List<ExplainedSite> sites = new ArrayList<>();
    for (Site site : derivation.model().sites()) {
      if (site instanceof Site.Factor factor) {
        sites.add(factor(factor));
      } else if (site instanceof Site.Random random && term(site).isPresent()) {
        sites.add(random(random, term(site).get()));
      }
    }
    String given = ", given " + String.join(", ", objective.programs().given());
    boolean isSum = !(objective instanceof ImportanceWeighted);
    return new ExplainedLoss(
        title() + given,
        sites,
        name(),
        isSum ? equation(loss) : "",
        isSum ? ordered(loss.formulas()) : Map.of(),
        loss.formula(),
        new Notes(objective, derivation, broken).and(inTraining),
        work);
  }

  private Optional<Term> term(Site site) {
    return derivation.terms().stream()
        .filter(term -> term.sites().stream().anyMatch(s -> s.name().equals(site.name())))
        .findFirst();
  }

  private String title() {
    if (objective instanceof Elbo) {
      return "Evidence lower bound";
    }
    if (objective instanceof Iwae) {
      return "Importance-weighted bound";
    }
    if (objective instanceof Renyi renyi) {
      return "Renyi bound of order " + renyi.alpha();
    }
    return objective instanceof GuideLikelihood ? "Log-likelihood of the guide" : "Log-likelihood";
  }

  private String name() {
    if (objective instanceof Elbo elbo) {
      return isPlain(elbo) ? "-ELBO" : "loss";
    }
    if (objective instanceof Iwae) {
      return "-IWAE";
    }
    return objective instanceof Renyi ? "-Renyi" : "-log-likelihood";
  }

  private static boolean isPlain(Elbo elbo) {
    return elbo.klWeight().isConstantly(1) && elbo.freeBits() == 0;
  }

  private String equation(DerivedLoss loss) {
    boolean isWeighted = objective instanceof Elbo elbo && !elbo.klWeight().isConstantly(1);
    List<String> parts = new ArrayList<>();
    for (String part : ordered(loss.formulas()).keySet()) {
      parts.add((isWeighted && part.equals("kl") ? "b " : "") + part);
    }
    return String.join(" + ", parts);
  }

  /** In their order; parts that a sum in the model joins have no summands of their own. */
  private static Map<String, List<Formula>> ordered(Map<String, List<Formula>> parts) {
    boolean isJoint = parts.containsKey(Term.Part.JOINT.label());
    Map<String, List<Formula>> ordered = new LinkedHashMap<>();
    for (Term.Part part : PARTS) {
      List<Formula> found = parts.get(part.label());
      if (found != null && !(isJoint && found.isEmpty())) {
        ordered.put(part.label(), found);
      }
    }
    return ordered;
  }

  private ExplainedSite factor(Site.Factor site) {
    Map<String, String> lines = new LinkedHashMap<>();
    String parents = String.join(", ", derivation.modelParents(site.name()));
    lines.put("model", "log factor " + site.name() + "(" + parents + ")" + joined(site));
    return new ExplainedSite(site.name(), "factor", plates(site), lines);
  }

  /** What the site's density stands in the logarithm of, where it does. */
  private String joined(Site site) {
    return term(site)
        .filter(term -> term.rule() == Term.Rule.SUMMED_OUT)
        .map(term -> ", within the log: " + term.reason())
        .orElse("");
  }

  private static List<String> plates(Site site) {
    return site.plates().asList().stream().map(Axis::label).toList();
  }

  private ExplainedSite random(Site.Random site, Term term) {
    boolean isOfGuide = objective instanceof GuideLikelihood;
    String symbol = isOfGuide ? "q" : "p";
    String density = FormulaText.density(symbol, site.name(), derivation.modelParents(site.name()));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        isOfGuide ? "guide" : "model",
        density + " = " + described(site.distribution()) + mask(site));
    String joined = term.rule() == Term.Rule.SUMMED_OUT ? ", within the log: " + term.reason() : "";
    if (site.origin() == Site.Origin.GIVEN) {
      lines.put("rec", "-log " + density + (joined.isEmpty() ? ", scored once" : joined));
      return new ExplainedSite(site.name(), "given", plates(site), lines);
    }
    if (site.origin() == Site.Origin.ENUMERATED) {
      String why = isOfGuide ? ", summed out" : ", summed out: no guide proposes it";
      lines.put("values", values(site) + why);
      return new ExplainedSite(site.name(), "summed", plates(site), lines);
    }
    Site.Random guide = derivation.guide().random(site.name()).orElseThrow();
    String q = FormulaText.density("q", site.name(), derivation.guideParents(site.name()));
    lines.put("guide", q + " = " + described(guide.distribution()));
    if (guide.origin() == Site.Origin.ENUMERATED) {
      lines.put("values", values(site) + ", " + enumerated(site.name(), q));
    } else {
      lines.put("draw", "pathwise, " + draws(site));
    }
    lines.put("kl", (isInside(site.name()) ? "-log " + density : kl(term)) + joined);
    return new ExplainedSite(site.name(), "latent", plates(site), lines);
  }

  /** A sum over all values is one, masked or not. */
  private String mask(Site.Random site) {
    if (site.mask() == null) {
      return "";
    }
    boolean isSummed = site.origin() == Site.Origin.ENUMERATED || isInside(site.name());
    return isSummed ? ", its mask aside: summed out" : ", masked";
  }

  private boolean isInside(String site) {
    return objective instanceof ImportanceWeighted weighted
        && weighted.options().inside().contains(site);
  }

  private static long values(Site.Random site) {
    return site.distribution().cardinality().orElse(0);
  }

  private String enumerated(String site, String q) {
    if (!(objective instanceof ImportanceWeighted)) {
      return "enumerated, each weighed by " + q;
    }
    return isInside(site)
        ? "summed within the weight; " + q + " does not occur"
        : "enumerated outside the weight, each weighed by " + q;
  }

  private String draws(Site.Random site) {
    boolean isOnce =
        objective instanceof ImportanceWeighted weighted
            && !weighted.options().isOneWeight()
            && site.plates().size() == 0;
    if (objective.particles() == 1 || isOnce) {
      return "one draw" + (isOnce ? ", outside the weights" : "");
    }
    return objective.particles()
        + " draws, "
        + (objective instanceof Elbo ? "averaged" : "weighted");
  }

  private static String kl(Term term) {
    return switch (term.rule()) {
      case CLOSED_FORM -> "closed form, " + term.reason();
      case ENUMERATED -> "log q - log p at each value";
      case SUMMED_OUT -> "log q - log p at the draw";
      case MONTE_CARLO -> "Monte Carlo at the draw; " + term.reason();
    };
  }

  private static String described(Distribution distribution) {
    return distribution.family() + " " + distribution.eventShape();
  }
}
