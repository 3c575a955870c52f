package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Term;

/** A derivation as text. */
final class Explanation {
  private final StringBuilder text = new StringBuilder();
  private final Derived objective;
  private final Derivation derivation;

  private Explanation(Derived objective, Derivation derivation) {
    this.objective = objective;
    this.derivation = derivation;
  }

  static String of(Derived objective, Derivation derivation, List<Param> parameters) {
    return body(objective, derivation) + "\n" + of(parameters);
  }

  /** A derivation without its parameters. */
  static String body(Derived objective, Derivation derivation) {
    Explanation explanation = new Explanation(objective, derivation);
    explanation.line(
        explanation.name() + ", given " + String.join(", ", objective.programs().given()));
    explanation.line("");
    derivation.terms().forEach(explanation::term);
    explanation.line("");
    explanation.bound();
    return explanation.text.toString();
  }

  private String name() {
    if (objective instanceof Elbo) {
      return "Evidence lower bound";
    }
    return objective instanceof Iwae ? "Importance-weighted bound" : "Log-likelihood";
  }

  private void term(Term term) {
    if (term.part() == Term.Part.FACTOR) {
      line("factor " + term.site().name() + place(term.site()));
      line("  model   " + factor(term));
      return;
    }
    Site.Random model = (Site.Random) term.site();
    boolean isLatent = term.part() == Term.Part.KL;
    line((isLatent ? "latent " : "given  ") + model.name() + place(model));
    line(
        "  model   "
            + density("p", model.name(), term.modelParents())
            + " = "
            + described(model.distribution())
            + (model.mask() == null ? "" : ", masked"));
    if (!isLatent) {
      line("  rec     -log " + density("p", model.name(), term.modelParents()) + ", scored once");
      return;
    }
    Site.Random guide = derivation.guide().random(model.name()).orElseThrow();
    line(
        "  guide   "
            + density("q", model.name(), term.guideParents())
            + " = "
            + described(guide.distribution()));
    line("  draw    pathwise, " + draws());
    line("  kl      " + rule(term));
  }

  private static String factor(Term term) {
    return "log factor " + density(term.site().name(), term.modelParents());
  }

  private String draws() {
    if (objective.particles() == 1) {
      return "one draw";
    }
    return objective.particles()
        + " draws, "
        + (objective instanceof Elbo ? "averaged" : "weighted");
  }

  private static String rule(Term term) {
    return term.rule() == Term.Rule.CLOSED_FORM
        ? "closed form, " + term.reason()
        : "Monte Carlo at the draw; " + term.reason();
  }

  private static String place(Site site) {
    return site.plates().size() == 0
        ? ", outside every plate"
        : ", plate "
            + site.plates().asList().stream().map(Axis::label).collect(Collectors.joining(", "));
  }

  private static String described(Distribution distribution) {
    return distribution.family() + " " + distribution.eventShape();
  }

  private static String density(String symbol, String site, List<String> parents) {
    return symbol
        + "("
        + site
        + (parents.isEmpty() ? "" : " | " + String.join(", ", parents))
        + ")";
  }

  private static String density(String factor, List<String> parents) {
    return factor + "(" + String.join(", ", parents) + ")";
  }

  private String factors() {
    return hasFactors() ? " + factor" : "";
  }

  private boolean hasFactors() {
    return derivation.terms().stream().anyMatch(term -> term.part() == Term.Part.FACTOR);
  }

  private void sums() {
    line("  rec = " + sum(Term.Part.REC));
    if (!(objective instanceof MaximumLikelihood)) {
      line("  kl  = " + sum(Term.Part.KL));
    }
    if (hasFactors()) {
      line("  factor = " + sum(Term.Part.FACTOR));
    }
  }

  private void bound() {
    if (objective instanceof Elbo elbo) {
      bound(elbo.klWeight());
    } else if (objective instanceof MaximumLikelihood) {
      line("-log-likelihood = rec" + factors() + ", in nats per datum");
      sums();
    } else {
      line(
          "-IWAE = -mean over rows log[1/K sum over particles w], in nats per datum, K = "
              + objective.particles());
      line("  -log w = rec + kl" + factors() + " of one draw and one row");
      sums();
    }
  }

  private void bound(Schedule weight) {
    boolean weighted = !weight.isConstantly(1);
    line(
        (weighted ? "loss " : "-ELBO ")
            + "= rec + "
            + (weighted ? "b " : "")
            + "kl"
            + factors()
            + ", in nats per datum");
    sums();
    if (weighted) {
      String warning = ": not a bound of the evidence where b is below 1";
      line("  b   = " + weight + (weight.least() < 1 ? warning : ""));
    }
  }

  private String sum(Term.Part part) {
    List<String> formulas = new ArrayList<>();
    for (Term term : derivation.terms()) {
      if (term.part() == part) {
        formulas.add((objective instanceof Iwae ? sums(term) : scale(term)) + formula(term));
      }
    }
    return formulas.isEmpty() ? "0" : String.join(" + ", formulas);
  }

  private static String scale(Term term) {
    StringBuilder scale = new StringBuilder();
    boolean hasRows = false;
    for (Axis axis : term.site().plates()) {
      boolean isRows = ((Axis.Plate) axis).isOfData();
      hasRows |= isRows;
      scale.append(isRows ? "mean over " : "sum over ").append(axis.label()).append(' ');
    }
    return (hasRows ? "" : "1/N ") + scale;
  }

  /** Within the weight of one row. */
  private static String sums(Term term) {
    StringBuilder sums = new StringBuilder();
    for (Axis axis : term.site().plates()) {
      if (!((Axis.Plate) axis).isOfData()) {
        sums.append("sum over ").append(axis.label()).append(' ');
      }
    }
    return sums.toString();
  }

  private static String formula(Term term) {
    boolean isMasked = term.site() instanceof Site.Random random && random.mask() != null;
    return unmasked(term) + (isMasked ? " where not masked" : "");
  }

  private static String unmasked(Term term) {
    String site = term.site().name();
    String p = density("p", site, term.modelParents());
    String q = density("q", site, term.guideParents());
    if (term.part() == Term.Part.FACTOR) {
      return "[-" + factor(term) + "]";
    }
    if (term.part() == Term.Part.REC) {
      return "[-log " + p + "]";
    }
    return term.rule() == Term.Rule.CLOSED_FORM
        ? "KL[" + q + " || " + p + "]"
        : "[log " + q + " - log " + p + "]";
  }

  /** How many parameters there are, and which. */
  static String of(List<Param> parameters) {
    long total = parameters.stream().mapToLong(param -> param.shape().size()).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d parameter%s, %,d number%s\n",
            parameters.size(),
            parameters.size() == 1 ? "" : "s",
            total,
            total == 1 ? "" : "s"));
    for (Param param : parameters) {
      text.append("  ").append(param.name()).append(' ').append(param.shape()).append('\n');
    }
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
