package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.loss.Reading;

/**
 * What the programs of a term declare.
 *
 * @param readings the parameters, each where it is first read, in that order
 * @param globals what counts once for all rows, by site, described
 * @param withinLog those of them that stand within a logarithm with rows
 * @param draws the random sites, and whether they stand in the plate of the data
 * @param columns that are read
 */
record Outline(
    List<Reading> readings,
    Map<String, String> globals,
    Set<String> withinLog,
    Map<String, Boolean> draws,
    Set<String> columns) {

  static Outline of(SumTerm term) {
    try (DryRun run = DryRun.of(term)) {
      return of(run);
    }
  }

  static Outline of(DryRun run) {
    Map<String, String> globals = new LinkedHashMap<>();
    Set<String> withinLog = new LinkedHashSet<>();
    List<Trace> traces = run.dry().traces();
    if (run.loss() instanceof DerivedLoss derived) {
      Derivation derivation = derived.derivation();
      traces = List.of(derivation.guide(), derivation.model());
      boolean isOneWeight = derivation.rules().weights() == Rules.Weights.AROUND_ALL;
      for (Term part : derivation.terms()) {
        if (!part.plates().hasRows()) {
          String site = part.site().name();
          if (isOneWeight || part.sites().stream().anyMatch(other -> other.plates().hasRows())) {
            withinLog.add(site);
          }
          globals.put(site, described(derivation, site, part.site().plates()));
        }
      }
    } else {
      // What the loss does to them is its own: that it stands outside the rows is all that is
      // known.
      for (Trace trace : traces) {
        trace.randoms().stream()
            .filter(site -> !site.plates().hasRows())
            .forEach(site -> globals.put(site.name(), site.name()));
      }
    }
    Map<String, Boolean> draws = new LinkedHashMap<>();
    for (Trace trace : traces) {
      trace.randoms().forEach(site -> draws.put(site.name(), site.plates().hasRows()));
    }
    Set<String> columns = new LinkedHashSet<>(run.dry().columns());
    return new Outline(run.readings(), globals, withinLog, draws, columns);
  }

  private static String described(Derivation derivation, String site, Axes plates) {
    String symbol = derivation.isOfGuide() ? "q is " : "p is ";
    return described(symbol, derivation.model(), site, plates)
        + described(", q is ", derivation.guide(), site, plates);
  }

  private static String described(String symbol, Trace trace, String site, Axes plates) {
    return trace
        .random(site)
        .map(
            random ->
                symbol
                    + random.distribution().family()
                    + " "
                    + random.distribution().eventShape()
                    + (plates.size() == 0 ? "" : " in plates " + plates))
        .orElse("");
  }

  /** The parameters in the order they are first read. */
  List<Param> parameters() {
    return readings.stream().map(Reading::param).collect(Collectors.toList());
  }

  List<String> noiseNames(SumTerm term) {
    String place = term.name().isEmpty() ? "" : term.name() + "/";
    List<String> names = new ArrayList<>();
    draws.forEach((site, hasRows) -> names.add((hasRows ? place : "") + site));
    String rows = term.feed().equals(Feed.DEFAULT) ? "data/" : "data/" + term.feed() + "/";
    names.addAll(columns.stream().map(column -> rows + column).collect(Collectors.toList()));
    return names;
  }
}
