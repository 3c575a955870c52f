package org.jelbo.inference.objective;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.param.Param;

/**
 * An objective: programs and how a loss is derived from them, or a sum of such. Immutable.
 *
 * <pre>
 * Objective.sum(
 *     Elbo.of(model, guide).given("x").from("unlabelled"),
 *     Elbo.of(model, guide).given("x", "y").from("labelled").weight(2))
 * </pre>
 */
public sealed interface Objective permits SingleObjective, SumTerm, Sum {
  /**
   * The model, the guide and what is given: in a sum, those of the first term.
   *
   * @throws JelboException where the terms of a sum have different models or guides, because it is
   *     then not clear which is meant
   */
  Programs programs();

  /**
   * What the programs of all terms declare, learnt from one dry run of each.
   *
   * @throws JelboException where a program or a loss is refused
   */
  Declared declared();

  /**
   * The terms that count, in order; a single objective is its only term, without a name. Those of
   * weight 0 are left out. Found by a dry run of each.
   *
   * @throws JelboException as {@link #declared}
   */
  default List<SumTerm> terms() {
    return declared().terms();
  }

  /**
   * What it is called as a term of a sum, in reports and in the names of noise; empty for what has
   * no name of its own.
   */
  default String termName() {
    return "";
  }

  /** The feeds that the terms read, those of weight 0 included. */
  Set<String> feeds();

  /**
   * The weights of {@link #terms} in the loss.
   *
   * @param rows how many rows the data of each term have
   */
  List<Double> weights(List<Integer> rows);

  /** The parameters of all programs, each once, in the order they are first read. */
  default List<Param> parameters() {
    return declared().parameters();
  }

  /** Whether there is a model to draw from: not where a guide is trained by itself. */
  boolean hasModel();

  /**
   * How the loss is derived, site by site, and its formula: as text, Markdown and data.
   *
   * @throws JelboException where an objective cannot be derived, with the reason
   */
  Explanation explain();

  /**
   * The sites of both programs and their picture, without data; of a sum, as {@link #programs}.
   *
   * @throws JelboException where a program refuses to run
   */
  Description describe();

  /**
   * This objective as a term that reads a feed of its own.
   *
   * @param feed the feed's name, not blank; the term is called by it too
   * @throws JelboException for a blank name
   */
  SumTerm from(String feed);

  /**
   * This objective as a term of a constant weight. A term of weight 0 is dropped with its
   * parameters.
   *
   * @param weight finite, at least 0
   * @throws JelboException for a weight outside of its domain
   */
  SumTerm weight(double weight);

  /**
   * This objective as a term with a name of its own, for reports and noise; without one it is
   * called by its feed, and further terms of one feed by {@code FEED-2}, {@code FEED-3}.
   *
   * @param name not blank
   * @throws JelboException for a blank name
   */
  SumTerm named(String name);

  /**
   * The terms added as written: {@code sum_i weight_i loss_i}, each loss in nats per datum of its
   * own feed. Terms may share parameters, but not a site outside the plate of the data: its
   * divergence would count twice ({@link #pooled} counts it once). A term does not share the draws
   * of another, and reads the feed {@code default} unless it names one.
   *
   * @param terms one or more, none of them a sum
   * @throws JelboException for no terms, a sum as a term, two terms of one name, no term of
   *     positive weight, and, when it is derived, a site outside the plate of the data that two
   *     terms hold
   */
  static Objective sum(Objective... terms) {
    return Sum.of(terms, false);
  }

  /**
   * One bound over the rows of several feeds, with {@code N_i} rows in feed i, {@code N = sum_i
   * N_i}, and batches of {@code B_i} rows:
   *
   * <pre>
   * loss = (1/N) [globals once + sum_i (N_i/B_i) sum over batch i (local_i)]
   *      = sum_i (N_i/N) loss_i,  loss_i = (1/N_i) [globals + (N_i/B_i) sum over batch i (local_i)]
   * </pre>
   *
   * where a site outside the plate of the data that several terms hold counts in the first of them
   * alone. Such a site has one name, one distribution and one draw in all terms; the draws of other
   * sites are each term's own. Training in shards draws it once for each shard, the same in terms
   * whose batches have equally many; the bound is the same in expectation however they are cut.
   *
   * @param terms one or more, none of them a sum, each of another feed and without a weight
   * @throws JelboException as {@link #sum}, and for a weight, two terms of one feed, and, when it
   *     is derived, a shared site that differs
   */
  static Objective pooled(Objective... terms) {
    return Sum.of(terms, true);
  }
}
