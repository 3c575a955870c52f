package org.jelbo.dsl.program;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/** What a program may do. Names are unique in a program. */
public interface Scope extends Build {
  /**
   * A random site. Whether its value is drawn, given or replayed is decided by who runs the
   * program.
   *
   * @param name the site's name
   * @param distribution of its value
   * @return {@code [axes..., event...]}
   * @throws JelboException for a name that is used, a distribution that does not fit its value or
   *     its mask, and values of another run
   */
  Expr sample(String name, Distribution distribution);

  /**
   * A column of the data that is never scored: what an encoder sees, covariates. Stands in the
   * plate that the data fill.
   *
   * @param name the column's name
   * @param eventShape the shape of one row; none for a scalar
   * @throws JelboException outside of the plate that the data fill, and for a column that is read
   *     with another shape
   */
  Expr input(String name, long... eventShape);

  /**
   * A named value that depends on others and has no density.
   *
   * @param name the site's name
   * @param value what it is
   * @return the value
   * @throws JelboException for a name that is used, and a value of another run or outside of its
   *     plate
   */
  Expr deterministic(String name, Expr value);

  /**
   * A plate that the rows of the data fill: the outermost, one in a program.
   *
   * @param name the plate's name, the same in model and guide
   * @param body declares the sites in the plate
   * @throws JelboException inside another plate, and where the data fill another
   */
  void plate(String name, Runnable body);

  /**
   * A plate of known size.
   *
   * @param name the plate's name, the same in model and guide
   * @param size how many independent repetitions, at least 1
   * @param body declares the sites in the plate
   * @throws JelboException for a size below 1, a plate in itself, and one of another size or place
   *     before
   */
  void plate(String name, long size, Runnable body);

  /**
   * A named factor of the program's density that belongs to no site: the density is multiplied by
   * {@code exp(value)}, for each index of the plates it stands in. A model may have factors, a
   * guide not.
   *
   * @param name the factor's name
   * @param value in nats, {@code [axes...]}, scalar event
   * @throws JelboException for a name that is used, and a value that is no scalar or of another run
   */
  void factor(String name, Expr value);

  /**
   * Sites and factors that count in part only: missing entries, padding of ragged rows. A mask m
   * from 0 to 1 multiplies the log-density of its row, or of its entry, and only that; masks in
   * masks multiply. So, with 0 for what is not there, 1 for what is, and numbers between as
   * weights:
   *
   * <ul>
   *   <li>A given value whose mask is 0 is missing, and what stands in the data in its place does
   *       not matter. No other site, factor or guide may depend on it there: each is to be masked
   *       there, too, or to take 0 instead, by {@code x.keptWhere(m)} or {@code x.times(m)} with
   *       the mask of x. Where one depends on it all the same, the run is refused.
   *   <li>A latent counts at least as much as what depends on it in the model, and in the guide as
   *       in the model: without its own density the sum is no bound of the evidence. Refused
   *       otherwise. A finite site that is summed out sums to one, masked or not.
   *   <li>A loss and its parts in nats per datum, per row or averaged, and the evidence, have each
   *       log-density times its mask, and are divided by all rows, whatever is masked: sums over
   *       what is seen, in the same units for any mask. Free bits are multiplied by the mask of
   *       their latent. What counts cases, as an accuracy does, counts each as its mask, and
   *       divides by the sum of the masks.
   * </ul>
   *
   * @param keep from 0 to 1; {@code [plates...]}, or with the event of the sites inside when their
   *     families have independent entries
   * @param body declares the sites
   * @throws JelboException for a mask outside of 0 to 1, or of another run
   */
  void masked(Expr keep, Runnable body);

  /**
   * A program inside a program: the names of its sites begin with {@code prefix/}. Names of plates,
   * inputs and parameters stay as they are.
   *
   * @param prefix not blank
   * @param body declares the sites
   * @throws JelboException for a blank prefix
   */
  void within(String prefix, Runnable body);

  /**
   * Sites that are answered otherwise than the rest of the run.
   *
   * @param change of the run's handler, such as {@code rest -> Do.of("x", Expr.of(3), rest)}
   * @param body declares the sites
   * @throws JelboException for null
   */
  void under(UnaryOperator<Handler> change, Runnable body);
}
