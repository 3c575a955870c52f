package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jspecify.annotations.Nullable;

/** What a run did at a named place. */
public sealed interface Site {
  /** Where a random site's value came from. */
  enum Origin {
    /** Drawn from the site's distribution. */
    DRAWN,
    /** Every value of the site's distribution, one after the other along an axis of its own. */
    ENUMERATED,
    /** Taken from the data. */
    GIVEN,
    /** Taken from another run, or a value that stands for a draw. */
    REPLAYED,
    /** Set from outside, whatever the site's distribution: the site is not random in this run. */
    SET,
    /** Drawn without being told: the run does not list the site, and nothing scores it. */
    HIDDEN
  }

  /**
   * A random site: drawn, enumerated, given or replayed.
   *
   * @param name unique in its program
   * @param plates the plates it stands in
   * @param line the Java line that declared it
   * @param distribution of its value
   * @param value {@code [axes..., event...]}
   * @param origin where the value came from
   * @param mask from 0 to 1, multiplies the log-density, {@code [axes...]} or {@code [axes...,
   *     event...]}; null where all of it counts
   */
  record Random(
      String name,
      Axes plates,
      String line,
      Distribution distribution,
      Expr value,
      Origin origin,
      @Nullable Expr mask)
      implements Site {
    /** Whether the run itself answered the site, by a draw or by all its values. */
    public boolean isLatent() {
      return origin == Origin.DRAWN || origin == Origin.ENUMERATED;
    }

    /**
     * What its log-density is computed from besides its value: the parameters of its distribution,
     * and its mask if it has one.
     */
    public List<Expr> conditionedOn() {
      List<Expr> all = new ArrayList<>(distribution.parameters().values());
      if (mask != null) {
        all.add(mask);
      }
      return List.copyOf(all);
    }

    /** The log-density of the value, multiplied by the mask, in nats, {@code [axes...]}. */
    public Expr logProb() {
      return Mask.logProb(distribution, value, mask);
    }

    /**
     * A number of the site multiplied by its mask: 0 where the mask is, whatever it is there.
     *
     * @param number in nats, without an event; so is the mask
     */
    public Expr masked(Expr number) {
      return Mask.masked(number, mask);
    }
  }

  /**
   * A column that is read.
   *
   * @param name the column's
   * @param plates the plates it stands in
   * @param line the Java line that declared it
   * @param value {@code [axes..., event...]}
   */
  record Input(String name, Axes plates, String line, Expr value) implements Site {}

  /**
   * A named value without density.
   *
   * @param name unique in its program
   * @param plates the plates it stands in
   * @param line the Java line that declared it
   * @param value {@code [axes..., event...]}
   */
  record Deterministic(String name, Axes plates, String line, Expr value) implements Site {}

  /**
   * A log-factor of the program's density.
   *
   * @param name unique in its program
   * @param plates the plates it stands in
   * @param line the Java line that declared it
   * @param value in nats, multiplied by the mask, {@code [axes...]}
   * @param mask from 0 to 1, {@code [axes...]}; null where all of it counts
   */
  record Factor(String name, Axes plates, String line, Expr value, @Nullable Expr mask)
      implements Site {}

  /** The site's name. */
  String name();

  /** The plates it stands in. */
  Axes plates();

  /** The Java line that declared it, such as {@code VaeModel.java:31}. */
  String line();

  /** Its value in this run, {@code [axes..., event...]}. */
  Expr value();
}
