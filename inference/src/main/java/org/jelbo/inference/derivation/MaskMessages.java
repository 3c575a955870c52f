package org.jelbo.inference.derivation;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/** What is refused of masks, where the data show it. */
final class MaskMessages {
  private MaskMessages() {}

  static JelboException readsMissing(String given, MaskReaders.Reader by) {
    return JelboException.of(
        place(by.site(), by.trace()),
        "expected what it depends on to be known where it counts, but a value of '"
            + given
            + "' is missing there: its mask is 0",
        (isLatent(by.site())
                ? ""
                : "the mask of '" + given + "' around this " + kind(by.site()) + " too, ")
            + "keptWhere with the mask of '"
            + given
            + "' where it depends on '"
            + given
            + "', or for such rows a term in which '"
            + given
            + "' is not given");
  }

  static JelboException countsMore(String latent, MaskReaders.Reader by) {
    return JelboException.of(
        place(by.site(), by.trace()),
        "expected what it depends on to count where it counts, but the latent '"
            + latent
            + "' is masked there: the sum would be no bound of the evidence",
        "'"
            + latent
            + "' outside p.masked in both programs, or the same mask around this "
            + kind(by.site()));
  }

  static JelboException masksDiffer(Site.Random site, Trace model) {
    return JelboException.of(
        place(site, model),
        "expected one mask of the latent in model and guide, but the two differ: the sum would be"
            + " no bound of the evidence",
        "the same p.masked around '" + site.name() + "' in both programs");
  }

  static JelboException outside(MaskReaders.Reader by) {
    return JelboException.of(
        place(by.site(), by.trace()),
        "expected a mask from 0 to 1, by which the log-density is multiplied, but an entry is"
            + " outside",
        "1 where it counts, else 0, such as keep.lessThan(...)");
  }

  /** Where a site stands, line and all: a check keeps no more than a subject. */
  private static String place(Site site, Trace trace) {
    return kind(site) + " '" + site.name() + "' in " + trace.place(site) + " (" + site.line() + ")";
  }

  /** What a latent's mask leaves out, all that hangs on it would have to leave out too. */
  private static boolean isLatent(Site site) {
    return site instanceof Site.Random random && random.origin() != Site.Origin.GIVEN;
  }

  private static String kind(Site site) {
    return site instanceof Site.Factor ? "factor" : "site";
  }
}
