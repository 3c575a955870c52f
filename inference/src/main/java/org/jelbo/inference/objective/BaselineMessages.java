package org.jelbo.inference.objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;

/** Why a draw cannot be scored, or not with a baseline. */
final class BaselineMessages {
  private BaselineMessages() {}

  static JelboException baselineOfNothing() {
    return JelboException.here(
        "baseline",
        "expected the name of at least one site that it reads, but got none",
        "learned(layer, \"x\"), or Baseline.runningMean()");
  }

  static JelboException baselineInputMissing(String site, String input, Derivation derivation) {
    Set<String> names = new LinkedHashSet<>();
    for (Trace run : List.of(derivation.guide(), derivation.model())) {
      run.sites().forEach(each -> names.add(each.name()));
    }
    return JelboException.of(
        "baseline of '" + site + "'",
        "expected the name of a site or an input that it reads, but '"
            + input
            + "' is none of "
            + names,
        NearestName.of(input, names).map(near -> "'" + near + "'").orElse("one of them"));
  }

  static JelboException baselineDependsOnDraw(Site.Random site, String input, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a baseline that is known before the draw, because it would bias the gradient"
                + " otherwise, but '"
                + input
                + "' depends on '"
                + site.name()
                + "'",
            "inputs, given sites or latents that come before '" + site.name() + "'")
        .within(guide.place(site));
  }

  static JelboException baselineNotScalar(Site.Random site, Expr value) {
    return JelboException.of(
        "baseline of '" + site.name() + "'",
        "expected one number for each row, but the network gives " + value.eventShape(),
        "a last width of 1");
  }

  static JelboException baselineAlongOther(Site.Random site, List<String> inputs, Axis axis) {
    return JelboException.of(
        "baseline of '" + site.name() + "'",
        "expected one number for each draw of '"
            + site.name()
            + "', because the cost would count several times otherwise, but what it reads, "
            + inputs
            + ", has several, along '"
            + axis.label()
            + "'",
        "Baseline.runningMean(), or a site or an input that stands where '"
            + site.name()
            + "' does");
  }

  static JelboException rangeMoves(
      Site.Random site, String parameter, String instead, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected values that are the same ones for all parameters, because the gradient of a"
                + " log-density leaves out what comes and goes at the ends, but "
                + parameter
                + " of "
                + site.distribution().family()
                + " moves with parameters",
            instead + ", or constants or data for " + parameter)
        .within(guide.place(site));
  }

  static JelboException freeBitsOfScores(Site.Random site, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected latents whose draws can be differentiated, or that are enumerated, because"
                + " freeBits takes the greater of two means and the score function of a draw is no"
                + " estimate of that, but its draws are scored",
            "leave out freeBits, or Treatment.enumerated()")
        .within(guide.place(site));
  }
}
