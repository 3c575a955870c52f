package org.jelbo.dsl.program;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.error.SourceLine;
import org.jelbo.dsl.expr.Expr;

/** A model or a guide: what it samples, in order. Run once for each reading, so without effects. */
@FunctionalInterface
public interface Program {
  /**
   * Declares the sites.
   *
   * @param p the scope of this run
   */
  void run(Scope p);

  /**
   * This program with its sites answered otherwise, whoever runs it.
   *
   * @param change of the run's handler, such as {@code rest -> Block.of(Set.of("z"), rest)}
   */
  default Program under(UnaryOperator<Handler> change) {
    return p -> p.under(change, () -> run(p));
  }

  /**
   * This program with a site set from outside, as an experiment does; see {@link Do}.
   *
   * @param site its name, prefixes included
   * @param value {@code [event...]}
   * @throws JelboException when it runs, where the program has no such site
   */
  default Program doing(String site, Expr value) {
    Required.name(site, "doing", "the name of a site, prefixes included");
    Required.of(value, "doing '" + site + "'", "a value", "Expr.of(3)");
    String line = SourceLine.ofCaller();
    return p -> {
      Set<String> asked = new LinkedHashSet<>();
      UnaryOperator<Handler> change =
          rest -> {
            Handler set = Do.of(site, value, rest);
            return request -> {
              asked.add(request.name());
              return set.answer(request);
            };
          };
      p.under(change, () -> run(p));
      if (!asked.contains(site)) {
        throw Messages.nothingToSet(site, line, asked);
      }
    };
  }

  /**
   * This program with a scalar site set from outside.
   *
   * @throws JelboException when it runs, where the program has no such site
   */
  default Program doing(String site, double value) {
    return doing(site, Expr.of(value));
  }
}
