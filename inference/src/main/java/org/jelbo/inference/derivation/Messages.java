package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Reading;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException inputIsLatent(Site input, Trace trace) {
    return JelboException.at(
            "input '" + input.name() + "'",
            input.line(),
            "expected a name that no latent has, but the guide samples a latent '"
                + input.name()
                + "'",
            "another name for one of the two")
        .within(trace.place(input));
  }

  static JelboException dataPlatesDiffer(Trace model, Axis inModel, Trace guide, Axis inGuide) {
    return JelboException.at(
            "plate '" + inGuide.label() + "'",
            guide.line(inGuide).orElseThrow(),
            "expected the plate that the data fill to have one name, but in the model it is '"
                + inModel.label()
                + "' ("
                + model.line(inModel).orElseThrow()
                + ")",
            "the same name in both programs")
        .within(guide.program());
  }

  static JelboException formNotReduced(Site.Random q, Expr found, Trace guide) {
    return JelboException.at(
            "site '" + q.name() + "'",
            q.line(),
            "expected a closed form that is one number for each event, but the table's form of "
                + q.distribution().family()
                + " has event "
                + found.eventShape(),
            "Reductions.sumOfEvent(form, q.eventShape()) in Divergences.with")
        .within(guide.place(q));
  }

  static JelboException valueNotTheGuides(Site.Random site, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected the value that the guide has for the latent, but a handler in the model"
                + " answers another",
            "the handler in both programs, model.doing(\""
                + site.name()
                + "\", value), or given(\""
                + site.name()
                + "\")")
        .within(model.place(site));
  }

  static JelboException factorInGuide(Site factor, Trace guide) {
    return JelboException.at(
            "factor '" + factor.name() + "'",
            factor.line(),
            "expected factors in the model only, because a guide's density must sum to one, but"
                + " the guide has one",
            "p.factor(\"" + factor.name() + "\", ...) in the model")
        .within(guide.place(factor));
  }

  static JelboException latentOnlyInModel(
      Handler.Request site, Trace guide, Set<String> given, boolean isTreated) {
    List<String> latents = latents(guide);
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a site of the guide with this name, but the guide has "
            + (latents.isEmpty() ? "none" : "latents " + latents)
            + " and given are "
            + given.stream().sorted().collect(Collectors.toList()),
        named(
            site.name(),
            given,
            latents,
            isTreated
                ? "leave out treat(\"" + site.name() + "\", ...)"
                : "given(\"" + site.name() + "\")"));
  }

  private static List<String> latents(Trace guide) {
    return guide.randoms().stream()
        .filter(Site.Random::isLatent)
        .map(Site::name)
        .collect(Collectors.toList());
  }

  private static String named(
      String name, Set<String> given, List<String> latents, String otherwise) {
    String remedy =
        NearestName.of(name, given)
            .map(near -> "given(\"" + name + "\") for given(\"" + near + "\")")
            .or(
                () ->
                    NearestName.of(name, latents)
                        .map(
                            near ->
                                "'" + name + "' for the name of site '" + near + "' in the guide"))
            .map(near -> near + ", ")
            .orElse("");
    return remedy + "p.sample(\"" + name + "\", ...) in the guide, or " + otherwise;
  }

  static JelboException tooManyToSumOut(
      Handler.Request site, Trace guide, Set<String> given, long most) {
    List<String> latents = latents(guide);
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        String.format(
            Locale.ROOT,
            "expected a site that is given, that the guide samples, or that has at most %,d values"
                + " to sum over, but given are %s, the guide has %s, and %s %s has more values",
            most,
            given.stream().sorted().toList(),
            latents.isEmpty() ? "no latents" : "latents " + latents,
            site.distribution().family(),
            site.distribution().eventShape()),
        NearestName.of(site.name(), given)
                .map(near -> "given(\"" + site.name() + "\") for given(\"" + near + "\"), ")
                .orElse("given(\"" + site.name() + "\"), ")
            + TreatmentMessages.smaller(site.distribution())
            + " in model and guide");
  }

  static JelboException latentWithoutGuide(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected every random site to be given where there is no guide, but it is latent",
        "given(\"" + site.name() + "\"), or Elbo.of(model, guide) with a guide that samples it");
  }

  static JelboException latentOnlyInGuide(Site.Random site, Trace guide, Trace model) {
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
        .within(guide.place(site));
  }

  static JelboException latentHidden(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a site of the guide with this name, but the guide hides it",
        "leave it out of Block.of in the guide");
  }

  static JelboException parameterTwice(Reading before, Param param) {
    return JelboException.here(
        Subject.parameter(param.name()),
        "expected the parameter as it was read at "
            + before.line()
            + ", "
            + described(before.param(), param)
            + ", but now it is "
            + described(param, before.param()),
        "another name for one of the two");
  }

  private static String described(Param param, Param other) {
    String start = "shape " + param.shape() + " from " + param.initializer();
    String found =
        param.support().equals(other.support()) ? start : start + " in " + param.support();
    if (param.isTrained() == other.isTrained()) {
      return found;
    }
    return found + (param.isTrained() ? ", trained" : ", untrained");
  }

  static JelboException rowsTogether(Site site, Trace run) {
    return at(
        site,
        run,
        "expected what holds for a row, or all rows of the data at once, because it is computed"
            + " from several rows together, such as their sum, of which a batch has another, but a"
            + " run sees some of the rows",
        "a batch of all rows in one shard; or what is known of all rows as a constant, as a column"
            + " that every row has, or as a site or parameter outside the plate");
  }

  static JelboException drawsTogether(Site site, Trace run) {
    return at(
        site,
        run,
        "expected what holds for one draw of each latent and for one value of each finite site, but"
            + " it is computed from several of them together, by a sum, mean or maximum along their"
            + " axis",
        "the value as it is: objectives average draws and sum over values themselves");
  }

  private static JelboException at(Site site, Trace run, String problem, String remedy) {
    String kind =
        site instanceof Site.Factor
            ? "factor"
            : site instanceof Site.Deterministic ? "deterministic" : "site";
    return JelboException.at(kind + " '" + site.name() + "'", site.line(), problem, remedy)
        .within(run.place(site));
  }
}
