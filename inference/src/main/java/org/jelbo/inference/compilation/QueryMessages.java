package org.jelbo.inference.compilation;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.inference.objective.SingleObjective;

/** What is refused of queries and their runs. */
final class QueryMessages {
  private QueryMessages() {}

  static JelboException noData(String column) {
    return JelboException.here(
        "column '" + column + "'",
        "expected data with this column, but this query has no data",
        "a call that takes data, such as sample(data), or a program without the input");
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

  static JelboException dataForOneTerm(List<String> terms) {
    return JelboException.here(
        "data",
        "expected data of one term of the sum, but did not hear which of " + terms,
        "compiled.term(\"" + terms.get(0) + "\"), and what is asked of it");
  }

  static JelboException noSuchTerm(String name, Collection<String> known) {
    return JelboException.here(
        "term '" + name + "'",
        "expected one of the terms " + known,
        NearestName.of(name, known).map(near -> "'" + near + "'").orElse("one of these names"));
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
            + "' is an array, or has one",
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

  static JelboException noFormula(SingleObjective objective) {
    return JelboException.of(
        "objective '" + objective.title() + "'",
        "expected a loss that programs are derived into, to compute it again by its formula, but it"
            + " has none",
        "measure(data, draws)");
  }
}
