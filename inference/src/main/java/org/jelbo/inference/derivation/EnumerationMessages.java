package org.jelbo.inference.derivation;

import java.util.Locale;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;

/** What is refused of sums over values. */
final class EnumerationMessages {
  private EnumerationMessages() {}

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
        TreatmentMessages.smaller(site.distribution()));
  }

  /** That a finite latent of the guide is hidden: one that is seen, the model has too. */
  static JelboException enumeratedHiddenInGuide(Handler.Request site) {
    return enumeratedHidden(
        site,
        "leave it out of Block.of and sample it in the model, or "
            + TreatmentMessages.pathwise(site.distribution()));
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
}
