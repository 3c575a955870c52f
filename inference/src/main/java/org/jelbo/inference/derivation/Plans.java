package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;

/** The plans of a bound's latents, made while its programs run. */
final class Plans {
  private final Rules rules;
  private final Map<String, SitePlan> plans = new LinkedHashMap<>();

  Plans(Rules rules) {
    this.rules = rules;
  }

  /** The plan of a latent of the guide, made when it is first asked for. */
  SitePlan ofGuide(Handler.Request site) {
    return plans.computeIfAbsent(
        site.name(),
        name -> {
          LatentRule rule = rules.of(name);
          return rule.inGuide(site, rules);
        });
  }

  /**
   * The plan of a latent of the model that the guide lacks; refused where it cannot be summed out.
   *
   * @param guide the guide's run
   * @param given the sites that take the data
   */
  SitePlan ofModel(Handler.Request site, Trace guide, Set<String> given) {
    if (guide.hidden().contains(site.name())) {
      throw Messages.latentHidden(site);
    }
    LatentRule rule = rules.of(site.name());
    boolean isAsked = rules.treatments().containsKey(site.name());
    if (!rule.isSummedOut(site)) {
      throw guide.sites().isEmpty()
          ? Messages.latentWithoutGuide(site)
          : Messages.latentOnlyInModel(site, guide, given, isAsked);
    }
    if (!isAsked && AllValues.hasTooMany(site)) {
      throw Messages.tooManyToSumOut(site, guide, given, AllValues.MOST);
    }
    return plans.computeIfAbsent(
        site.name(),
        name -> new SitePlan(name, SitePlan.Way.SUMMED_OUT, rule, new Estimator.Exact()));
  }

  /** Takes a site of a guide that is read as a model for one that is summed out. */
  void summedOut(String site) {
    plans.put(
        site, new SitePlan(site, SitePlan.Way.SUMMED_OUT, rules.of(site), new Estimator.Exact()));
  }

  /** Whether importance weights stand anywhere. */
  boolean areWeighted() {
    return rules.isWeighted();
  }

  /** What was decided about a latent. */
  SitePlan of(String site) {
    SitePlan plan = plans.get(site);
    return plan == null
        ? new SitePlan(site, SitePlan.Way.PUT, rules.of(site), new Estimator.Pathwise())
        : plan;
  }

  /** Whether a site's values are summed within a logarithm. */
  boolean isSummed(String site) {
    return of(site).values().isSummed();
  }
}
