package org.jelbo.dsl.program;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the random sites of a run answer.
 *
 * <p>A handler of your own answers the sites it is about and hands every other request, as it is,
 * to another handler, whose answer it hands back as it is. Equal requests have equal answers. The
 * tests of {@code org.jelbo.dsl.contract.HandlerContract} hold it to this.
 */
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
   * @param mask from 0 to 1, multiplies its log-density; null where all of it counts
   */
  record Request(
      String name,
      String program,
      Axes plates,
      String line,
      Distribution distribution,
      @Nullable Expr mask) {
    /** Where it stands, such as {@code the model, plate 'images'}. */
    public String place() {
      return Place.of(program, plates);
    }

    /** The same site with another distribution of its value. */
    public Request of(Distribution other) {
      return new Request(name, program, plates, line, other, mask);
    }
  }

  /**
   * A site's value.
   *
   * @param value {@code [axes..., event...]}, the event shape that of the site's distribution; no
   *     plates but those the site stands in, and all of them where it is drawn
   * @param origin where it came from
   */
  record Answer(Expr value, Site.Origin origin) {}

  /**
   * The value of a site.
   *
   * @throws JelboException for a request that it has no fitting value for
   */
  Answer answer(Request request);
}
