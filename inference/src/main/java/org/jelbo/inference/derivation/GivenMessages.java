package org.jelbo.inference.derivation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.tensorflow.ndarray.Shape;

/** What is refused of given sites and columns. */
final class GivenMessages {
  private GivenMessages() {}

  static JelboException givenUnknown(String name, Trace model, Trace guide) {
    List<String> known =
        Stream.concat(model.randoms().stream(), guide.randoms().stream())
            .map(Site::name)
            .distinct()
            .collect(Collectors.toList());
    return JelboException.of(
        "given '" + name + "'",
        "expected a site of the model or the guide, but they have " + known,
        NearestName.of(name, known)
            .or(() -> known.stream().filter(site -> site.endsWith("/" + name)).findFirst())
            .map(nearest -> "given(\"" + nearest + "\")")
            .orElse("the name of a site"));
  }

  static JelboException givenOnlyInGuide(Site site, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a given site of the model, which its density compares with data, but only the"
                + " guide samples what is given",
            "the model before the guide, as in Elbo.of(model, guide), or p.sample(\""
                + site.name()
                + "\", ...) in the model")
        .within(guide.place(site));
  }

  static JelboException givenNotRandom(Site site, Trace trace, int given) {
    String name = "(\"" + site.name() + "\", ...)";
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a given site to be random, but it has no density: it is computed, or set from"
                + " outside",
            "p.sample"
                + name
                + " for p.deterministic"
                + name
                + ", or leave out doing"
                + name
                + notGiven(given))
        .within(trace.place(site));
  }

  static JelboException givenHidden(String name, String program, int given) {
    return JelboException.of(
        "given '" + name + "'",
        "expected a site that is scored, but " + program + " hides it",
        "leave it out of Block.of" + notGiven(given));
  }

  static JelboException columnTwoShapes(String name, Shape before, Shape found) {
    return JelboException.here(
        "column '" + name + "'",
        "expected one event shape in both programs, but got " + before + " and " + found,
        "the same shape for the input and the site");
  }

  /** An objective has one given site at least. */
  private static String notGiven(int given) {
    return given == 1 ? "" : ", or leave it out of given(...)";
  }
}
