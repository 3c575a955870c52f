package org.jelbo.inference.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.file.FileTrouble;
import org.jelbo.inference.objective.SumTerm;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noFeed(Collection<String> feeds) {
    String name = feeds.iterator().next();
    return JelboException.here(
        "Trainer",
        "expected batches to train on, but got none",
        name.equals(Feed.DEFAULT)
            ? "feed(data.batch(100))"
            : "feed(\"" + name + "\", data.batch(100))");
  }

  static JelboException noSteps() {
    return JelboException.here(
        "Trainer", "expected a number of steps, but got none", "steps(20_000)");
  }

  static JelboException noCheckpoints(long every) {
    return JelboException.here(
        "checkpoints",
        "expected a checkpoint after every 1 step or more, but got " + every,
        "checkpoints(file, 1_000)");
  }

  static JelboException ended(long step) {
    return JelboException.of(
        "step " + step,
        "expected metrics and listeners to let the training go on, but one ended it",
        "resume(file) with the file that has the state");
  }

  static JelboException metricNever(String name, long every) {
    return JelboException.here(
        "metric '" + name + "'",
        "expected it after every 1 step or more, but got " + every,
        "metric(\"" + name + "\", 1_000, fit -> ...)");
  }

  static JelboException metricTwice(String name) {
    return JelboException.here(
        "metric '" + name + "'", "expected one metric of each name, but got two", "another name");
  }

  static JelboException nothingToResume() {
    return JelboException.here(
        "checkpoint",
        "expected a fit that was trained, but its parameters were restored from a file",
        "save(file), which keeps the parameters");
  }

  static JelboException noParameter(String name, List<Param> parameters) {
    List<String> known = parameters.stream().map(Param::name).toList();
    return JelboException.here(
        Subject.parameter(name),
        "expected one of " + known,
        NearestName.of(name, known).map(near -> "'" + near + "'").orElse("one of these names"));
  }

  static JelboException nothingAveraged(boolean isAveraged) {
    return JelboException.here(
        "averaged",
        isAveraged
            ? "expected a step that was averaged, but none was done"
            : "expected a training that averages its parameters, but this one keeps no averages",
        isAveraged
            ? "steps(20_000)"
            : "Trainer.optimizer(Adam.of(1e-3).averaged(Averaging.exponential(0.999)))");
  }

  static JelboException negativeSteps(long steps) {
    return JelboException.here(
        "Trainer", "expected 0 steps or more, but got " + steps, "steps(20_000)");
  }

  static JelboException noRepeats(int repeats) {
    return JelboException.here(
        "evaluate", "expected 1 repeat or more, but got " + repeats, "evaluate(data, 5)");
  }

  static JelboException closed() {
    return JelboException.here(
        "Fit", "expected it to be open, but it was closed", "use it inside its try block");
  }

  static JelboException noRowsToDraw(int found) {
    return JelboException.here(
        "rows", "expected 1 row or more to draw, but got " + found, "sample(200)");
  }

  static JelboException notNumber(Map<String, Double> parts) {
    List<String> wrong =
        parts.entrySet().stream()
            .filter(part -> part.getValue().isNaN())
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    return JelboException.here(
        "evaluate",
        "expected a loss that is a number, but these are not: " + String.join(", ", wrong),
        "positive scales, such as softplus() plus a small constant, and data inside the supports");
  }

  static JelboException nothingToDraw(String program) {
    return JelboException.here(
        "draws",
        "expected sites to draw, but " + program + " has none",
        program.equals("the model")
            ? "predicting(...) for a term that has a model"
            : "sample(200), which draws from the model");
  }

  static JelboException noDraws(int found) {
    return JelboException.here("draws", "expected 1 draw or more, but got " + found, "draws(50)");
  }

  static JelboException doingInGuide(String site) {
    return JelboException.here(
        "doing '" + site + "'",
        "expected draws of the model, but these are the guide's",
        "Predictive.posterior(data).doing(\"" + site + "\", ...)");
  }

  static JelboException latentFollows(String set, Site latent) {
    return JelboException.at(
        "site '" + latent.name() + "'",
        latent.line(),
        "expected latents that do not follow from '"
            + set
            + "', which is set, because a posterior takes latents from the guide, but in the model"
            + " this one does",
        "Predictive.prior(data).doing(\"" + set + "\", ...)");
  }

  static JelboException doingTwice(String site) {
    return JelboException.here(
        "doing '" + site + "'",
        "expected a site that is not set yet, but it is set twice",
        "one value for the site");
  }

  static JelboException noMoments(String kind, String site) {
    return JelboException.here(
        kind + " of '" + site + "'",
        "expected a random site, but '" + site + "' has a value and no distribution",
        "of(\"" + site + "\")");
  }

  static JelboException drawnGivenData(Site.Random site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a latent that the guide draws, but '"
            + site.name()
            + "' is drawn from its distribution given the data, whose moments are not at hand",
        "draws(1_000)");
  }

  static JelboException momentRefused(String kind, String site, JelboException refusal) {
    return JelboException.here(
            kind + " of '" + site + "'",
            refusal.problem(),
            "draws(1_000) on the Predictive, and the "
                + kind
                + " of of(\""
                + site
                + "\") over them")
        .causedBy(refusal);
  }

  static JelboException doingGraphValue(String site) {
    return JelboException.here(
        "doing '" + site + "'",
        "expected a host constant, but got a value of a graph",
        "Expr.of(3)");
  }

  static JelboException noSuchSite(String kind, String site, Collection<String> known) {
    return JelboException.here(
        kind + " of '" + site + "'",
        "expected one of the sites " + known,
        NearestName.of(site, known).map(name -> "'" + name + "'").orElse("one of these names"));
  }

  static JelboException unreadable(Path file, IOException cause) {
    return JelboException.of(
            "file '" + file + "'",
            "expected a readable NumPy archive, but " + FileTrouble.reason(cause),
            "a file written by Fit.save or Fit.checkpoint")
        .causedBy(cause);
  }

  static JelboException missing(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected a file of parameters, but there is none",
        "the path of a file written by Fit.save or Fit.checkpoint");
  }

  static JelboException damaged(Path file, String what) {
    return JelboException.of(
        "file '" + file + "'",
        "expected a NumPy archive as Jelbo writes it, but " + what,
        "a file written by Fit.save or Fit.checkpoint, copied whole");
  }

  static JelboException onlyParameters(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected a checkpoint to go on from, with the numbers that the optimizer keeps, but it"
            + " holds the parameters alone",
        "a file written by Fit.checkpoint, or Fit.restore(objective, file) to use the parameters");
  }

  static JelboException checkpointForParameters(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected the parameters alone, but it is a checkpoint, with the numbers that an optimizer"
            + " keeps",
        "Trainer.resume(file) with that optimizer, or a file written by Fit.save");
  }

  static JelboException tooLong(Path file, long found, long most) {
    return JelboException.of(
        "file '" + file + "'",
        String.format(
            Locale.ROOT,
            "expected at most %,d bytes, many times what the programs' parameters take, but it has"
                + " %,d",
            most,
            found),
        "a file written by Fit.save or Fit.checkpoint");
  }

  static JelboException otherProgram(Path file, String expected, String found) {
    return JelboException.of(
        "file '" + file + "'",
        "expected " + expected + " as the programs declare, but the file has " + found,
        "the programs and settings that the file was saved with");
  }

  /** The first names of many. */
  static String some(Collection<String> names) {
    int most = 40;
    List<String> first = names.stream().limit(most).collect(Collectors.toList());
    return names.size() <= most
        ? first.toString()
        : first + String.format(Locale.ROOT, " and %,d more", names.size() - most);
  }

  static JelboException dataForSum(Collection<String> feeds) {
    return JelboException.here(
        "evaluate",
        "expected data for each feed of the sum, " + feeds + ", but got data without a name",
        "evaluate(" + datasets(feeds) + ", 5)");
  }

  static JelboException dataOfNoFeed(String name, Collection<String> feeds) {
    return JelboException.here(
        "data of '" + name + "'",
        "expected data for a feed that the objective reads, one of " + feeds,
        NearestName.of(name, feeds).map(near -> "'" + near + "'").orElse(datasets(feeds)));
  }

  static JelboException noDataForTerm(SumTerm term, Collection<String> known) {
    return JelboException.here(
        "data of '" + term.feed() + "'",
        "expected data for term '" + term.name() + "', but there are only those of " + known,
        "and(\"" + term.feed() + "\", data)");
  }

  private static String datasets(Collection<String> feeds) {
    return feeds.stream()
        .map(feed -> "(\"" + feed + "\", data)")
        .collect(Collectors.joining(".and", "Datasets.of", ""));
  }
}
