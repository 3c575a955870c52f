package org.jelbo.dsl.program;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;

/** Decides what the random sites of a run answer. */
@FunctionalInterface
public interface Handler {
  /**
   * A random site that wants a value.
   *
   * @param name the site's
   * @param program which program runs, such as {@code the model}
   * @param plates the plates it stands in
   * @param line the Java line that declared it
   * @param distribution of its value
   */
  record Request(
      String name, String program, Axes plates, String line, Distribution distribution) {}

  /**
   * A site's value.
   *
   * @param value {@code [axes..., event...]}
   * @param origin where it came from
   */
  record Answer(Expr value, Site.Origin origin) {}

  /** The value of a site. */
  Answer answer(Request request);
}
