package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.SitePlan;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.FormulaText;

/** Puts what a derivation made of each site in words. */
final class ExplainedSites {
  private final Derivation derivation;
  private final int particles;

  /**
   * The sites of a derivation.
   *
   * @param particles how many draws are made of each latent
   */
  ExplainedSites(Derivation derivation, int particles) {
    this.derivation = derivation;
    this.particles = particles;
  }

  /** In the order of the model. */
  List<ExplainedSite> all() {
    List<ExplainedSite> sites = new ArrayList<>();
    for (Site site : derivation.model().sites()) {
      if (site instanceof Site.Factor factor) {
        sites.add(factor(factor));
      } else if (site instanceof Site.Random random && term(site).isPresent()) {
        sites.add(random(random, term(site).get()));
      }
    }
    return sites;
  }

  private Optional<Term> term(Site site) {
    return derivation.terms().stream()
        .filter(term -> term.sites().stream().anyMatch(s -> s.name().equals(site.name())))
        .findFirst();
  }

  private ExplainedSite factor(Site.Factor site) {
    String parents = String.join(", ", derivation.modelParents(site.name()));
    String joined = term(site).map(ExplainedSites::joined).orElse("");
    return new ExplainedSite(
        site.name(),
        "factor",
        plates(site),
        Map.of("model", "log factor " + site.name() + "(" + parents + ")" + joined));
  }

  /** What the site's density stands in the logarithm of, where it does. */
  private static String joined(Term term) {
    return term.rule() == Term.Rule.SUMMED_OUT ? ", within the log: " + term.reason().text() : "";
  }

  private static List<String> plates(Site site) {
    return site.plates().asList().stream().map(Axis::label).toList();
  }

  private ExplainedSite random(Site.Random site, Term term) {
    boolean isOfGuide = derivation.isOfGuide();
    String symbol = isOfGuide ? "q" : "p";
    String density = FormulaText.density(symbol, site.name(), derivation.modelParents(site.name()));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        isOfGuide ? "guide" : "model",
        density + " = " + described(site.distribution()) + mask(site));
    String joined = joined(term);
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
    SitePlan plan = derivation.plan(site.name());
    if (plan.values().isOfAllValues()) {
      lines.put("values", values(site) + ", " + enumerated(plan, q));
    } else {
      lines.put("draw", plan.estimator().text() + ", " + draws(plan));
    }
    boolean isInside = plan.values() == SitePlan.Way.SUMMED_INSIDE;
    lines.put("kl", (isInside ? "-log " + density : kl(term)) + joined);
    return new ExplainedSite(site.name(), "latent", plates(site), lines);
  }

  /** A sum over all values is one, masked or not. */
  private String mask(Site.Random site) {
    if (site.mask() == null) {
      return "";
    }
    boolean isSummed = derivation.plan(site.name()).values().isSummed();
    return isSummed ? ", its mask aside: summed out" : ", masked";
  }

  private static long values(Site.Random site) {
    return site.distribution().cardinality().orElse(0);
  }

  private String enumerated(SitePlan plan, String q) {
    if (plan.values() == SitePlan.Way.SUMMED_INSIDE) {
      return "summed within the weight; " + q + " does not occur";
    }
    boolean isWeighted = derivation.rules().isWeighted();
    return "enumerated" + (isWeighted ? " outside the weight" : "") + ", each weighed by " + q;
  }

  private String draws(SitePlan plan) {
    if (plan.values() == SitePlan.Way.DRAWN_ONCE) {
      return "one draw, outside the weights";
    }
    return particles == 1
        ? "one draw"
        : particles + " draws, " + (derivation.rules().isWeighted() ? "weighted" : "averaged");
  }

  private static String kl(Term term) {
    return switch (term.rule()) {
      case CLOSED_FORM -> "closed form, " + term.reason().text();
      case ENUMERATED -> "log q - log p at each value";
      case SUMMED_OUT -> "log q - log p at the draw";
      case MONTE_CARLO -> "Monte Carlo at the draw; " + term.reason().text();
    };
  }

  private static String described(Distribution distribution) {
    return distribution.family() + " " + distribution.eventShape();
  }
}
