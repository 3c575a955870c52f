package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.distribution.Requirement;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.RunChecks;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Whether the parameters of families are what the families require, in the numbers of a run: those
 * that no op of the program keeps in their range, and that no mask leaves out.
 */
public final class ParameterRanges {
  private record Check(Trace trace, Site site, Requirement required) {}

  private final List<Check> checks = new ArrayList<>();

  private ParameterRanges() {}

  /** Of the families that the sites of runs have and are computed from. */
  public static ParameterRanges of(List<Trace> traces) {
    ParameterRanges ranges = new ParameterRanges();
    for (Trace trace : traces) {
      UsedFamilies used = new UsedFamilies(trace);
      for (Site site : trace.sites()) {
        List<Requirement> required = new ArrayList<>(used.of(site));
        if (site instanceof Site.Random random) {
          required.addAll(Requirement.of(random.distribution()));
        }
        Expr mask = mask(site);
        for (Requirement each : required) {
          ranges.checks.add(new Check(trace, site, mask == null ? each : each.where(mask)));
        }
      }
    }
    return ranges;
  }

  private static @Nullable Expr mask(Site site) {
    if (site instanceof Site.Random random) {
      return random.mask();
    }
    return site instanceof Site.Factor factor ? factor.mask() : null;
  }

  /** What a run is to compute, {@code [n]}; empty where nothing can be outside. */
  public Optional<Expr> asked() {
    if (checks.isEmpty()) {
      return Optional.empty();
    }
    List<Expr> extremes = new ArrayList<>();
    checks.forEach(check -> extremes.add(RunChecks.extremes(check.required().value())));
    return Optional.of(Events.joined(extremes));
  }

  /** Refuses all that is outside. */
  public void require(double[] found) {
    Preflight preflight = Preflight.start();
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      check
          .required()
          .refusal(found[2 * i], found[2 * i + 1])
          .ifPresent(
              refusal -> preflight.add(Messages.ofSite(refusal, check.site(), check.trace())));
    }
    preflight.require();
  }
}
