package org.jelbo.inference.derivation;

import java.util.Locale;
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

  static JelboException notFinite(Handler.Request site) {
    return notFinite(site, "leave out treat(\"" + site.name() + "\", ...)");
  }

  /** That a site which the guide lacks is not finite. */
  static JelboException summedOutNotFinite(Handler.Request site) {
    return notFinite(
        site, "p.sample(\"" + site.name() + "\", ...) in the guide in the place of treat");
  }

  private static JelboException notFinite(Handler.Request site, String remedy) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a site with finitely many values, because treat(\""
            + site.name()
            + "\", ...) asks to sum over them, but "
            + site.distribution().family()
            + " has infinitely many",
        remedy + ", or a finite family");
  }

  static JelboException tooManyValues(Handler.Request site, long most) {
    long values = site.distribution().cardinality().orElseThrow();
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        String.format(
            Locale.ROOT,
            "expected a finite latent of at most %,d values, because all of them are summed over,"
                + " but %s %s has %s",
            most,
            site.distribution().family(),
            site.distribution().eventShape(),
            values == Long.MAX_VALUE ? "2^63 or more" : String.format(Locale.ROOT, "%,d", values)),
        smaller(site.distribution()));
  }

  /** What has values that can be summed over, or draws that can be differentiated. */
  static String smaller(Distribution family) {
    return "a plate of sites with few values each, or " + pathwise(family);
  }

  /** That a finite latent of the guide is hidden: one that is seen, the model has too. */
  static JelboException enumeratedHiddenInGuide(Handler.Request site) {
    return enumeratedHidden(
        site,
        "leave it out of Block.of and sample it in the model, or " + pathwise(site.distribution()));
  }

  static JelboException enumeratedHidden(Handler.Request site) {
    return enumeratedHidden(site, "leave it out of Block.of");
  }

  private static JelboException enumeratedHidden(Handler.Request site, String remedy) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a finite latent that is seen, because all its values are summed over, but a"
                + " handler hides it",
            remedy)
        .within(site.place());
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

  static JelboException summedOutInGuide(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected no such site in the guide, because treat(\""
            + site.name()
            + "\", ...) asks to sum it out of the model",
        site.distribution().cardinality().isPresent()
            ? "leave p.sample(\""
                + site.name()
                + "\", ...) out of the guide, or Treatment.enumerated()"
            : "leave out treat(\"" + site.name() + "\", ...)");
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

  static JelboException enumeratedInsideSum(
      Site site, Axis.Enumeration enumerated, Axis.Enumeration summed, Axis.Plate plate) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected no values of the guide inside a sum of the model over plate '"
            + plate.name()
            + "', but the site depends on '"
            + enumerated.site()
            + "', which the guide enumerates in that plate, and on '"
            + summed.site()
            + "', which is summed out around it",
        "a guide for '" + summed.site() + "', or none for '" + enumerated.site() + "'");
  }

  static JelboException subsampledInsideSum(Site site, Axis.Enumeration summed, Axis.Plate plate) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected all rows of the data in plate '"
            + plate.name()
            + "' at once, because '"
            + summed.site()
            + "' is summed out around them and a logarithm of a part is not a part of the"
            + " logarithm, but a run sees some of the rows",
        "a batch of all rows in one shard, or a guide for '" + summed.site() + "'");
  }

  static JelboException noFiniteSite(String name, Set<String> finite, boolean isOfModel) {
    String program = isOfModel ? "model" : "guide";
    return JelboException.of(
        "accuracy of '" + name + "'",
        "expected a site of the "
            + program
            + " with finitely many values, but "
            + (finite.isEmpty() ? "there is none" : "those are " + finite),
        finite.isEmpty()
            ? "a "
                + program
                + " that samples '"
                + name
                + "' from a family such as OneHotCategorical"
            : NearestName.of(name, finite).map(near -> "'" + near + "'").orElse("the name of one"));
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
  private static String pathwise(Distribution family) {
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
