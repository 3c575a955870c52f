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
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Reading;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.derivation.Term;

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
  static Outline of(Summand term) {
    Derived objective = term.objective();
    try (Sketch sketch = objective.programs().sketch(objective.particles())) {
      Derivation derivation = objective.derive(sketch);
      Map<String, String> globals = new LinkedHashMap<>();
      Set<String> withinLog = new LinkedHashSet<>();
      boolean isOneWeight =
          objective instanceof ImportanceWeighted weighted && weighted.options().isOneWeight();
      for (Term part : derivation.terms()) {
        Site site = part.site();
        if (!part.plates().hasRows()) {
          if (isOneWeight || part.sites().stream().anyMatch(other -> other.plates().hasRows())) {
            withinLog.add(site.name());
          }
          globals.put(
              site.name(),
              described(derivation.model(), site.name(), site.plates())
                  + described(derivation.guide(), site.name(), site.plates()));
        }
      }
      Map<String, Boolean> draws = new LinkedHashMap<>();
      for (Trace trace : List.of(derivation.guide(), derivation.model())) {
        trace.randoms().forEach(site -> draws.put(site.name(), site.plates().hasRows()));
      }
      return new Outline(
          sketch.readings(), globals, withinLog, draws, new LinkedHashSet<>(sketch.columns()));
    }
  }

  /** The parameters in the order they are first read. */
  List<Param> parameters() {
    return readings.stream().map(Reading::param).collect(Collectors.toList());
  }

  private static String described(Trace trace, String site, Axes plates) {
    return trace
        .random(site)
        .map(
            random ->
                (trace.program().equals("the model") ? "p is " : ", q is ")
                    + random.distribution().family()
                    + " "
                    + random.distribution().eventShape()
                    + (plates.size() == 0 ? "" : " in plates " + plates))
        .orElse("");
  }

  List<String> noiseNames(Summand term) {
    String place = term.name().isEmpty() ? "" : term.name() + "/";
    List<String> names = new ArrayList<>();
    draws.forEach((site, hasRows) -> names.add((hasRows ? place : "") + site));
    String rows = term.feed().equals(Feed.DEFAULT) ? "data/" : "data/" + term.feed() + "/";
    names.addAll(columns.stream().map(column -> rows + column).collect(Collectors.toList()));
    return names;
  }
}
