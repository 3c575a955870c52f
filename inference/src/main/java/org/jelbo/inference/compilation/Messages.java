package org.jelbo.inference.compilation;

import java.util.Collection;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.runtime.Card;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noSuchColumn(String column, String feed, Collection<String> known) {
    return JelboException.here(
        "column '" + column + "'",
        "expected a column of this name, but the data"
            + (feed.equals(Feed.DEFAULT) ? "" : " of feed '" + feed + "'")
            + " have "
            + known,
        NearestName.of(column, known)
            .map(nearest -> "the name '" + nearest + "', or a column '" + column + "'")
            .orElse("a column '" + column + "' in the data"));
  }

  static JelboException columnShape(Column column, Shape wanted) {
    return JelboException.here(
        "column '" + column.name() + "'",
        "expected event shape " + wanted + ", but the column has " + column.eventShape(),
        "a column of event shape " + wanted + ", or a program for " + column.eventShape());
  }

  /**
   * A device that is not there.
   *
   * @param isForCards whether the native library can use one
   */
  static JelboException noDevice(Device device, Probe probe, boolean isForCards) {
    return JelboException.of(
        "device " + device,
        "expected a graphics card that TensorFlow can use, but " + probe.problem(),
        isForCards
            ? "./jelbo doctor, which names the libraries that are missing; or the device cpu"
            : "tensorflow-core-native with the classifier linux-x86_64-gpu (JELBO_PROFILE=gpu"
                + " ./jelbo ...), with NVIDIA's driver, CUDA 12.5 and cuDNN 9.3, or the device"
                + " cpu");
  }

  /** What is logged. */
  static String notDeterministic(Device device, Card card) {
    return "device "
        + device
        + ": equal seeds do not give equal bits there; try: "
        + String.join(" ", card.remedies())
        + " in the environment before Java starts, as ./jelbo sets it";
  }

  static JelboException closed(String subject) {
    return JelboException.here(
        subject, "expected it to be open, but it was closed", "use it inside its try block");
  }

  static JelboException noSuchFeed(String name, Collection<String> known) {
    String only = known.iterator().next();
    String remedy =
        known.size() == 1
            ? (only.equals(Feed.DEFAULT) ? "feed(batches)" : "feed(\"" + only + "\", batches)")
            : NearestName.of(name, known)
                .map(near -> "'" + near + "'")
                .orElse("feed(\"" + only + "\", batches)");
    return JelboException.of(
        "feed '" + name + "'", "expected a feed that the objective reads, one of " + known, remedy);
  }

  static JelboException missingFeed(SumTerm term, Collection<String> fed) {
    boolean unnamed = term.feed().equals(Feed.DEFAULT);
    return JelboException.of(
        "feed '" + term.feed() + "'",
        "expected batches for term '" + term.name() + "', but only " + fed + " are fed",
        unnamed
            ? "feed(data.batch(100)), or from(...) for the term"
            : "feed(\"" + term.feed() + "\", data.batch(100))");
  }

  static JelboException noPart(String name, Collection<String> known) {
    return JelboException.here(
        "part '" + name + "'",
        "expected one of " + known,
        NearestName.of(name, known)
            .map(nearest -> "part(\"" + nearest + "\")")
            .orElse("one of these names"));
  }

  static JelboException feedTwice(String name) {
    return JelboException.here(
        "feed '" + name + "'",
        "expected each feed once, but got two of this name",
        "another name for one of the two");
  }

  static JelboException noSuchNoise(String name, Collection<String> known) {
    return JelboException.of(
        "noise of '" + name + "'",
        "expected one of " + known + ", which the programs draw",
        NearestName.of(name, known)
            .map(nearest -> "'" + nearest + "'")
            .orElse("one of these names"));
  }

  static JelboException noFeed() {
    return JelboException.here(
        "step()",
        "expected a feed and an optimizer, but it was compiled without",
        "Compilation.of(objective).feed(data.batch(100)).optimizer(Adam.of(1e-3))");
  }

  static JelboException negativeSteps(long steps) {
    return JelboException.here(
        "restore", "expected 0 steps or more, but got " + steps, "restore(states, 0)");
  }
}
