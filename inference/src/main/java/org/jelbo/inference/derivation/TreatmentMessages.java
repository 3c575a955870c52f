package org.jelbo.inference.derivation;

import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.support.Support;

/** Why a latent cannot be treated as asked, and sums over values that would be wrong. */
final class TreatmentMessages {
  private TreatmentMessages() {}

  static JelboException scoredAtLeaves(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected latents whose draws are differentiated, because the gradient of the guide is"
            + " taken at them, but the gradient by way of this one is that of its score function",
        (site.distribution().isReparameterized()
                ? "Treatment.pathwise()"
                : pathwise(site.distribution()))
            + ", or leave out stickingTheLanding() and doublyReparameterized()");
  }

  static JelboException relaxedAtLeaves(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected latents that are drawn as they are, because the gradient of the guide is taken at"
            + " the draws, but a relaxed draw stands for this one",
        "leave out stickingTheLanding() and doublyReparameterized(), or Treatment.enumerated()");
  }

  static JelboException notRelaxable(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a family that another stands for, because treat(\""
            + site.name()
            + "\", ...) asks to relax it, but "
            + site.distribution().family()
            + " is not relaxable",
        "Bernoulli or OneHotCategorical for the site, or Treatment.scoreFunction()");
  }

  static JelboException relaxedOtherFamily(Site.Random q, Site.Random p, Trace model) {
    return JelboException.at(
            "site '" + p.name() + "'",
            p.line(),
            "expected one family in both programs, because both are relaxed, but the guide has "
                + q.distribution().family()
                + " ("
                + q.line()
                + ") and the model "
                + p.distribution().family(),
            q.distribution().family() + " in the model, or Treatment.enumerated()")
        .within(model.place(p));
  }

  static JelboException leaveOneOutOfOne(Handler.Request site, boolean hasParticles) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected several draws of the site, because Baseline.leaveOneOut() compares them, but"
            + " there is one"
            + (hasParticles ? ": it stands outside the importance weights" : ""),
        hasParticles ? "Baseline.runningMean()" : "particles(5), or Baseline.runningMean()");
  }

  static JelboException notPathwise(Handler.Request site) {
    return notPathwise(site, "pathwise", pathwise(site.distribution()));
  }

  static JelboException closedFormNotPathwise(Handler.Request site) {
    String other =
        site.distribution().cardinality().isPresent()
            ? "leave out treat(\"" + site.name() + "\", ...)"
            : pathwise(site.distribution());
    return notPathwise(site, "closedForm", other);
  }

  private static JelboException notPathwise(Handler.Request site, String asked, String other) {
    boolean isFinite = site.distribution().cardinality().isPresent();
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a latent whose draws can be differentiated, because treat(\""
            + site.name()
            + "\", Treatment."
            + asked
            + "()) needs them, but "
            + site.distribution().family()
            + " is not reparameterized",
        other + (isFinite ? ", or Treatment.enumerated()" : ""));
  }

  /** What has values that can be summed over, or draws that can be differentiated. */
  static String smaller(Distribution family) {
    return "a plate of sites with few values each, or " + pathwise(family);
  }

  static JelboException discreteHasDensity(Site.Random q, Site.Random p, Trace model) {
    String inGuide = q.distribution().family();
    return JelboException.at(
            "site '" + p.name() + "'",
            p.line(),
            "expected a family of discrete values, because the guide has "
                + inGuide
                + " for it ("
                + q.line()
                + "), but "
                + p.distribution().family()
                + " has a density over "
                + p.distribution().support(),
            inGuide + " in the model, or a family with a density in the guide")
        .within(model.place(p));
  }

  static JelboException nothingToTreat(String name, Set<String> latents) {
    return JelboException.of(
        "treat '" + name + "'",
        "expected the name of a latent of the model, but its latents are " + latents,
        NearestName.of(name, latents)
            .map(near -> "treat(\"" + near + "\", ...)")
            .orElse("the name of a latent"));
  }

  static JelboException noClosedForm(Site.Random site, Reason obstacle, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a closed form of the divergence, because treat(\""
                + site.name()
                + "\", ...) asks for it, but none is right: "
                + obstacle.cause(),
            "leave out treat(\"" + site.name() + "\", ...)")
        .within(model.place(site));
  }

  static JelboException givenNotInGuide(String name, String last, Set<String> sites) {
    return JelboException.of(
        "given '" + name + "'",
        "expected a site of the guide"
            + (name.equals(last) ? "" : " before site '" + last + "'")
            + ", but it has "
            + sites,
        NearestName.of(name, sites)
            .map(near -> "'" + near + "'")
            .orElse(
                name.equals(last)
                    ? "the name of a site"
                    : "leave out given(\""
                        + name
                        + "\"), or a guide in which it comes before '"
                        + last
                        + "'"));
  }

  static JelboException guideSiteDependsOnDraw(Site.Random site, String draw, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a density of the guide that depends on data and finite latents only, but it"
                + " depends on '"
                + draw
                + "', and the mean over draws of that would be a lower bound",
            "given(\"" + draw + "\"), or a guide in which the site comes first")
        .within(guide.place(site));
  }

  static JelboException rowsOfConditional(Site site, Axis.Plate plate) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected all rows of the data in plate '"
            + plate.name()
            + "' at once, because the site is drawn given all of them, but a run sees some of the"
            + " rows",
        "all rows in one run, or a guide for '" + site.name() + "'");
  }

  private static boolean isOneHot(Support support) {
    return support.isOfVectors() && support.equals(new Support.OneHot(support.shape().size()));
  }

  /** What is like the family and has draws that can be differentiated. */
  static String pathwise(Distribution family) {
    if (family instanceof Mixture) {
      return "a Mixture of Normal components";
    }
    if (isOneHot(family.support())) {
      return "RelaxedOneHotCategorical for the site";
    }
    return family instanceof Bernoulli
        ? "RelaxedBernoulli for the site"
        : "a family whose draws are pathwise, such as Normal, for the site";
  }
}
