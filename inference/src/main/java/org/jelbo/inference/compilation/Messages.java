package org.jelbo.inference.compilation;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Summand;
import org.jelbo.inference.runtime.Card;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException parameterChanged(String name) {
    return JelboException.here(
        Subject.parameter(name),
        "expected the parameters that the programs declared when they were compiled, but this one"
            + " is new or has changed",
        "programs that declare the same parameters in every run");
  }

  static JelboException outsideSupport(Param param, double found) {
    return JelboException.of(
        Subject.parameter(param.name()),
        "expected values inside its support, "
            + param.support()
            + ", and not at its ends, but got "
            + found,
        "constant(...) with a value inside");
  }

  static JelboException noSuchParameter(String name, Collection<String> known) {
    return JelboException.of(
        Subject.parameter(name),
        "expected one of " + known,
        NearestName.of(name, known)
            .map(nearest -> "'" + nearest + "'")
            .orElse("one of these names"));
  }

  static JelboException wrongLength(String name, Shape shape, int found) {
    return JelboException.of(
        Subject.parameter(name),
        "expected " + shape.size() + " numbers for shape " + shape + ", but got " + found,
        "as many numbers as the shape has entries");
  }

  static JelboException noData(String column) {
    return JelboException.here(
        "column '" + column + "'",
        "expected data with this column, but this query has no data",
        "a call that takes data, such as sample(data), or a program without the input");
  }

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

  static JelboException noDraws(int repeat, int chunk, OptionalInt particles, int particleChunk) {
    return JelboException.here(
        "draws",
        "expected repeat and chunks of 0 or more and 1 particle or more, but got repeat "
            + repeat
            + ", chunk "
            + chunk
            + ", "
            + (particles.isEmpty() ? "the objective's" : particles.getAsInt())
            + " particles and their chunk "
            + particleChunk,
        "DrawKey.of(seed)");
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

  static JelboException missingFeed(Summand term, Collection<String> fed) {
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

  static JelboException dataForOneTerm(List<String> terms) {
    return JelboException.here(
        "data",
        "expected data of one term of the sum, but did not hear which of " + terms,
        "the term's name first, such as \"" + terms.get(0) + "\"");
  }

  static JelboException noSuchTerm(String name, Collection<String> known) {
    return JelboException.here(
        "term '" + name + "'",
        "expected one of the terms " + known,
        NearestName.of(name, known).map(near -> "'" + near + "'").orElse("one of these names"));
  }

  static JelboException noFeed() {
    return JelboException.here(
        "step()",
        "expected a feed and an optimizer, but it was compiled without",
        "Compilation.of(objective).feed(data.batch(100)).optimizer(Adam.of(1e-3))");
  }

  static JelboException noAxisOfParticles(Query<?> query, int particles) {
    return JelboException.here(
        "query '" + query.name() + "'",
        "expected an axis for " + particles + " particles, but the query has none",
        "a query along Programs.PARTICLES, or a key without particles(" + particles + ")");
  }

  static JelboException particlesOfWhichTerm(Query<?> query, List<Integer> counts) {
    return JelboException.here(
        "query '" + query.name() + "'",
        "expected to hear how many particles to draw, because the terms of the sum draw " + counts,
        "DrawKey.of(0).particles(" + counts.get(0) + ")");
  }

  static JelboException queryOfArray(Query<?> query, String component) {
    return JelboException.here(
        "query '" + query.name() + "'",
        "expected components that are equal only while they hold the same, but '"
            + component
            + "' is an array",
        "a list, or numbers that are fed: run.feeding(Map.of(\""
            + component
            + "\", Expr.of(numbers)))");
  }

  static JelboException noOutput() {
    return JelboException.here(
        "outputs",
        "expected one of the values that the query computes, but this is none of them",
        "Outputs.of(List.of(value), found -> found.of(value))");
  }

  static JelboException nothingToDraw(int rows) {
    return JelboException.here(
        "rows", "expected 1 row or more to draw, but got " + rows, "sample(200)");
  }

  static JelboException negativeSteps(long steps) {
    return JelboException.here(
        "restore", "expected 0 steps or more, but got " + steps, "restore(states, 0)");
  }

  static JelboException nameTaken(String name) {
    return JelboException.of(
        Subject.parameter(name),
        "expected a name that the optimizer does not use, but it keeps a variable of this name",
        "another name for the parameter");
  }

  static JelboException slotReserved(String slot) {
    return JelboException.of(
        "slot '" + slot + "' of the optimizer",
        "expected a name that checkpoints do not use themselves, but those that begin with '"
            + Param.RESERVED
            + "' are their own",
        "another name, such as sgd.momentum");
  }

  static JelboException noRows(int from, int to, int rows) {
    return JelboException.here(
        "rows",
        "expected rows " + from + " to " + to + " to lie in 0 to " + rows + " and be at least one",
        "0 <= from < to <= rows");
  }

  static JelboException noRoom(String query, int rows, int draws, Room room) {
    long heap = Runtime.getRuntime().maxMemory();
    long most = room.most(heap, draws);
    return JelboException.here(
        "the query '" + query + "'",
        "expected answers that the heap of Java holds, which has "
            + megabytes(heap)
            + ", but "
            + draws
            + (draws == 1 ? " draw" : " draws")
            + " of "
            + rows
            + (rows == 1 ? " row" : " rows")
            + " would take "
            + megabytes(room.bytes()),
        draws > 1 && most > 0
            ? "at most " + most + " draws at once, and more of them with other seeds"
            : "fewer rows at once");
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 0x1p20) + " MB";
  }

  static JelboException keptTwice(Param param) {
    return JelboException.of(
        kept(param),
        "expected one term of the objective to norm by its batch in a step, but two do",
        "a layer with a path of its own for each term, or LayerNorm");
  }

  static JelboException keptOfShards(Param param, int shards) {
    return JelboException.of(
        kept(param),
        "expected a batch in one piece, whose mean and variance the layer norms by, but it is cut"
            + " into "
            + shards
            + " shards",
        "shards(1), or LayerNorm");
  }

  static JelboException keptUnderWeights(Param param) {
    return JelboException.of(
        kept(param),
        "expected importance weights of single rows, but in training the layer norms each row by"
            + " its batch, and the logarithm of their mean bounds nothing",
        "Elbo to train by, and the weights when it is evaluated, or LayerNorm");
  }

  private static String kept(Param param) {
    return "layer '" + param.path() + "'";
  }
}
