package org.jelbo.inference.derivation;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException outsideSupport(Handler.Request site, Support found) {
    boolean isGrey =
        site.distribution() instanceof Bernoulli && new Support.Interval(0, 1).contains(found);
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected values of "
            + site.distribution().family()
            + ", "
            + site.distribution().support()
            + ", but column '"
            + site.name()
            + "' holds "
            + found,
        isGrey
            ? "binarized() on the column, or ContinuousBernoulli for the site"
            : "a distribution whose support holds them, or a transform of the column");
  }

  static JelboException givenOutsidePlate(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a given site inside the plate that the data fill, but no such plate is open",
        "p.plate(\"rows\", () -> ...) around it");
  }

  static JelboException otherShape(Handler.Request site, Shape column) {
    Shape found = site.distribution().eventShape();
    String remedy =
        column.numDimensions() == 1
            ? "a last layer of width " + column.get(0)
            : "parameters of event shape " + column;
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected event shape "
            + column
            + " as column '"
            + site.name()
            + "' has, but "
            + site.distribution().family()
            + " has "
            + found,
        remedy + ", or a column of event shape " + found);
  }

  static JelboException inputIsLatent(Site input, String program) {
    return JelboException.at(
            "input '" + input.name() + "'",
            input.line(),
            "expected a name that no latent has, but the guide samples a latent '"
                + input.name()
                + "'",
            "another name for one of the two")
        .within(program);
  }

  static JelboException dataPlatesDiffer(String model, String guide) {
    return JelboException.of(
        "plate '" + guide + "' in the guide",
        "expected the plate that the data fill to have one name, but in the model it is '"
            + model
            + "'",
        "the same name in both programs");
  }

  static JelboException formNotReduced(Site.Random q, Expr found) {
    return JelboException.at(
        "site '" + q.name() + "'",
        q.line(),
        "expected a closed form that is one number for each event, but the table's form of "
            + q.distribution().family()
            + " has event "
            + found.eventShape(),
        "Reductions.sumOfEvent(form, q.eventShape()) in KlTable.with");
  }

  static JelboException notReparameterized(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a latent whose draws can be differentiated, but "
            + site.distribution().family()
            + " is not reparameterized",
        "Normal for the site, or give it");
  }

  static JelboException factorInGuide(Site factor) {
    return JelboException.at(
            "factor '" + factor.name() + "'",
            factor.line(),
            "expected factors in the model only, because a guide's density must sum to one, but"
                + " the guide has one",
            "p.factor(\"" + factor.name() + "\", ...) in the model")
        .within("the guide");
  }

  static JelboException latentOnlyInModel(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a site of the guide with this name, but the guide has none and the site is not"
            + " given",
        "p.sample(\"" + site.name() + "\", ...) in the guide, or given(\"" + site.name() + "\")");
  }

  static JelboException latentWithoutGuide(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected every random site to be given where there is no guide, but it is latent",
        "given(\"" + site.name() + "\"), or Elbo.of(model, guide) with a guide that samples it");
  }

  static JelboException latentOnlyInGuide(Site.Random site, Trace model) {
    List<String> latents =
        model.randoms().stream()
            .filter(other -> other.origin() != Site.Origin.GIVEN)
            .map(Site::name)
            .collect(Collectors.toList());
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a site of the model with this name, but the model has latents " + latents,
            NearestName.of(site.name(), latents)
                .map(name -> "'" + name + "' for the name of the site")
                .orElse("p.sample(\"" + site.name() + "\", ...) in the model"))
        .within("the guide");
  }

  static JelboException givenUnknown(String name, Trace model, Trace guide) {
    List<String> known =
        java.util.stream.Stream.concat(model.randoms().stream(), guide.randoms().stream())
            .map(Site::name)
            .distinct()
            .collect(Collectors.toList());
    return JelboException.of(
        "given '" + name + "'",
        "expected a site of the model or the guide, but they have " + known,
        NearestName.of(name, known)
            .map(nearest -> "given(\"" + nearest + "\")")
            .orElse("the name of a site"));
  }

  static JelboException parameterTwice(Param before, Param param) {
    return JelboException.here(
        "parameter '" + param.name() + "'",
        "expected one parameter of this name, but got shape "
            + before.shape()
            + " from "
            + before.initializer()
            + " and shape "
            + param.shape()
            + " from "
            + param.initializer(),
        "another name for one of the two");
  }

  static JelboException columnTwoShapes(String name, Shape before, Shape found) {
    return JelboException.here(
        "column '" + name + "'",
        "expected one event shape in both programs, but got " + before + " and " + found,
        "the same shape for the input and the site");
  }
}
