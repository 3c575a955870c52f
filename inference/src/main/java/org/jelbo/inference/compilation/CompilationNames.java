package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.objective.Declared;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;

/** Whether the names that a compilation uses are names of its objective. */
final class CompilationNames {
  private CompilationNames() {}

  static void check(Compilation options, Declared declared) {
    if (!options.feeds().isEmpty()) {
      checkFeeds(options, options.objective(), declared.terms());
    }
    List<String> trained =
        declared.parameters().stream().filter(Param::isTrained).map(Param::name).toList();
    for (String name : options.optimizedNames()) {
      if (!trained.contains(name)) {
        throw ParameterMessages.noneForOptimizer(name, trained);
      }
    }
    if (!options.noise().isEmpty()) {
      Set<String> drawn = declared.noiseNames();
      for (String name : options.noise().keySet()) {
        if (!drawn.contains(name)) {
          throw Messages.noSuchNoise(name, drawn);
        }
      }
    }
  }

  private static void checkFeeds(Compilation options, Objective objective, List<SumTerm> terms) {
    Set<String> fed = options.feeds().keySet();
    for (String name : fed) {
      if (!objective.feeds().contains(name)) {
        throw Messages.noSuchFeed(name, objective.feeds());
      }
    }
    for (SumTerm term : terms) {
      if (!fed.contains(term.feed())) {
        throw Messages.missingFeed(term, fed);
      }
    }
  }
}
