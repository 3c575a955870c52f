package org.jelbo.inference.validation;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Rounding;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException several(List<JelboException> findings) {
    String all =
        findings.stream()
            .map(finding -> "\n  " + String.valueOf(finding.getMessage()).replace("\n", "\n  "))
            .collect(Collectors.joining());
    JelboException refusal =
        JelboException.of(
            findings.size() + " places",
            "expected programs and data that can be used together, but" + all,
            "what is said at each; nothing was run");
    findings.forEach(refusal::addSuppressed);
    return refusal;
  }

  static JelboException outsideSupport(Handler.Request site, Column column) {
    Support found = column.support();
    boolean isGrey =
        site.distribution() instanceof Bernoulli && new Support.Interval(0, 1).contains(found);
    Support wanted = site.distribution().support();
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected values of "
                + site.distribution().family()
                + ", "
                + wanted
                + ", but column '"
                + site.name()
                + "' holds "
                + found
                + column
                    .firstOutside(wanted)
                    .map(first -> "; the first outside is " + first)
                    .orElse(""),
            isGrey
                ? "binarized() on the column, or ContinuousBernoulli for the site"
                : transforms(wanted, found) + "a distribution whose support holds them")
        .within(site.place());
  }

  static JelboException indexOutside(Column column, String line, Lookups.Lookup lookup) {
    Support found = column.support();
    long most = lookup.count() - 1;
    String remedy = "a column of whole numbers";
    if (found.isWhole() && found.rank() == 0) {
      remedy =
          found.range().low() < 0
              ? "numbers counted from 0, also in rows that a mask leaves out"
              : "numbers counted from 0, or " + lookup.of((long) found.range().high() + 1);
    }
    return JelboException.at(
        subject(column),
        line,
        "expected whole numbers from 0 to "
            + most
            + ", the places in "
            + lookup
            + ", but it holds "
            + found
            + column
                .firstOutside(new Support.Integers(0, most))
                .map(first -> "; the first outside is " + first)
                .orElse(""),
        remedy);
  }

  static JelboException notWhole(
      Column column, String line, Precision precision, Rounding rounding) {
    return JelboException.at(
        subject(column),
        line,
        "expected whole numbers that " + precision + " has, but " + rounding.found(),
        rounding.remedy() + (precision == Precision.FLOAT32 ? ", or Precision.FLOAT64" : ""));
  }

  static JelboException notCount(
      Column column, String line, Precision precision, Rounding rounding) {
    JelboException refusal = notWhole(column, line, precision, rounding);
    return JelboException.at(
        subject(column),
        line,
        refusal.problem(),
        precision == Precision.FLOAT32 ? "Precision.FLOAT64" : "whole numbers below 2^53");
  }

  static JelboException rounded(Column column, String line, Rounding rounding) {
    return JelboException.at(
        subject(column),
        line,
        "expected numbers whose differences FLOAT32 keeps, but " + rounding.found(),
        rounding.remedy());
  }

  static JelboException atEnd(Site.Random site, OpenEnds ends, String held) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected numbers "
            + ends
            + ", because "
            + site.distribution().family()
            + " comes no nearer to an end, but column '"
            + site.name()
            + "' holds "
            + held,
        "numbers between the ends, such as (y * (n - 1) + 0.5) / n of n rows y from 0 to 1, or a"
            + " family that has its ends, such as Uniform or ContinuousBernoulli");
  }

  private static String subject(Column column) {
    return "column '" + column.name() + "'";
  }

  static JelboException ofSite(JelboException ofFamily, Site site, Trace trace) {
    return JelboException.at(
            ofFamily.subject() + " of " + kind(site) + " '" + site.name() + "'",
            site.line(),
            ofFamily.problem(),
            ofFamily.remedy())
        .within(trace.place(site));
  }

  private static String kind(Site site) {
    if (site instanceof Site.Factor) {
      return "factor";
    }
    return site instanceof Site.Deterministic ? "deterministic" : "site";
  }

  private static String transforms(Support wanted, Support found) {
    long size = wanted.isOfVectors() ? wanted.shape().size() : 0;
    if (wanted.equals(Support.booleans())
        && found.isWhole()
        && found.rank() == 0
        && found.range().low() >= 0) {
      return "scaled(" + (long) found.range().high() + ").binarized() on the column, or ";
    }
    if (size > 0 && wanted.isWhole() && !wanted.equals(new Support.OneHot(size))) {
      return "counts() on the column where it has that total in every row,"
          + " Multinomial.ofLogits(p.input(\"totals\"), ...) where rows have their own, or ";
    }
    if (size > 0 && wanted.isWhole()) {
      return "oneHot(" + size + ") on a column of whole numbers, counts() on one of vectors, or ";
    }
    return size > 1 && wanted.equals(new Support.Simplex(size))
        ? "simplex() on the column, or "
        : "";
  }

  static JelboException step(GradientPaths.Broken draw) {
    return JelboException.at(
            "site '" + draw.site().name() + "'",
            draw.site().line(),
            "expected a latent that every term depends on continuously, because gradients are taken"
                + " by way of its draw, but "
                + draw.function()
                + " makes a step function of it, for "
                + draw.place()
                + ": the gradient lacks what the step adds",
            "a smooth function, such as sigmoid(k (a - b)) for a comparison and softmax for an"
                + " index; a finite site of its own for what is chosen, over whose values terms are"
                + " summed; or Branches where both sides are equal at the step")
        .within(draw.trace().place(draw.site()));
  }

  static JelboException end(GradientPaths.Broken draw) {
    return JelboException.at(
            "site '" + draw.site().name() + "'",
            draw.site().line(),
            "expected a latent that every term depends on continuously, because gradients are taken"
                + " by way of its draw, but a density that is 0 beyond an end, as Uniform has, is"
                + " averaged with others, for "
                + draw.place()
                + ": the gradient lacks the jump at the end",
            "a family without ends, such as Normal or Logistic, or a guide of the ends of the"
                + " latent's own family, such as TruncatedNormal for Uniform")
        .within(draw.trace().place(draw.site()));
  }

  static JelboException seam(GradientPaths.Broken draw) {
    return JelboException.at(
            "site '" + draw.site().name() + "'",
            draw.site().line(),
            "expected an angle of which only functions of period 2 pi are taken, because gradients"
                + " are taken by way of its draw, which is wrapped at -pi and pi, but "
                + draw.function()
                + " takes it for a number, for "
                + draw.place()
                + ": the gradient lacks the jump there",
            "cos and sin of it or of whole multiples, VonMises.of(...).logProb(...), or a latent of"
                + " real numbers such as Normal")
        .within(draw.trace().place(draw.site()));
  }

  static JelboException noGradient(String function, String place) {
    return JelboException.of(
        place,
        "expected functions that TensorFlow can differentiate, but "
            + function
            + " on the way to a parameter has no gradient",
        "another function, or stopGradient around it");
  }
}
