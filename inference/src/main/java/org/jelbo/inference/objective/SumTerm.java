package org.jelbo.inference.objective;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/** A term of a sum: an objective, the feed it reads, its weight and its name. Immutable. */
public final class SumTerm implements Objective {
  private final SingleObjective objective;
  private final String name;
  private final String feed;
  private final double weight;
  private final Set<String> countedElsewhere;

  private SumTerm(
      SingleObjective objective,
      String name,
      String feed,
      double weight,
      Set<String> countedElsewhere) {
    this.objective = objective;
    this.name = name;
    this.feed = feed;
    this.weight = weight;
    this.countedElsewhere = Set.copyOf(countedElsewhere);
  }

  /**
   * An objective by itself: without a name, of weight 1, reading the only feed.
   *
   * @throws JelboException for null, and an objective of fewer than one particle
   */
  public static SumTerm of(SingleObjective objective) {
    Required.of(objective, "term", "an objective", "Elbo.of(model, guide).given(\"x\")");
    if (objective.particles() < 1) {
      throw Messages.noParticles(objective.particles());
    }
    return new SumTerm(objective, "", Feed.DEFAULT, 1, Set.of());
  }

  @Override
  public SumTerm from(String other) {
    return new SumTerm(
        objective,
        name,
        Required.name(other, "feed", "from(\"labelled\")"),
        weight,
        countedElsewhere);
  }

  @Override
  public SumTerm weight(double other) {
    if (!(other >= 0) || !Double.isFinite(other)) {
      throw SumMessages.weightNotAllowed(other);
    }
    return new SumTerm(objective, name, feed, other, countedElsewhere);
  }

  @Override
  public SumTerm named(String other) {
    return new SumTerm(
        objective,
        Required.name(other, "term", "named(\"classifier\")"),
        feed,
        weight,
        countedElsewhere);
  }

  /** This term, with these sites counted by another. */
  SumTerm without(Set<String> sites) {
    return new SumTerm(objective, name, feed, weight, sites);
  }

  /**
   * Whether what both terms hold is sure to count alike: the same programs, weight of kl and free
   * bits.
   */
  boolean countsAs(SumTerm other) {
    return objective.countsGlobals().equals(other.objective.countsGlobals());
  }

  /**
   * Builds the loss of the objective, and looks whether it is one.
   *
   * @throws JelboException for null, a value or part that is not scalar, and a name of a part that
   *     is blank, {@code loss}, or has a slash
   */
  public Loss build(Setting setting) {
    return BuiltLoss.required(objective, objective.build(setting));
  }

  /** What the term is. */
  public SingleObjective objective() {
    return objective;
  }

  /** What reports, noise and messages call it; empty for an objective by itself. */
  public String name() {
    return name;
  }

  /** The name of the feed that it reads. */
  public String feed() {
    return feed;
  }

  /** The weight as written, at least 0. */
  public double weight() {
    return weight;
  }

  /** The sites outside the plate of the data that another term of a pooled sum counts. */
  public Set<String> countedElsewhere() {
    return countedElsewhere;
  }

  @Override
  public String termName() {
    return name;
  }

  @Override
  public boolean hasModel() {
    return objective.hasModel();
  }

  @Override
  public Programs programs() {
    return objective.programs();
  }

  @Override
  public Description describe() {
    return objective.describe();
  }

  @Override
  public Declared declared() {
    return sum().declared();
  }

  @Override
  public Set<String> feeds() {
    return Set.of(feed);
  }

  @Override
  public List<Double> weights(List<Integer> rows) {
    return sum().weights(rows);
  }

  @Override
  public Explanation explain() {
    return sum().explain();
  }

  private Sum sum() {
    return Sum.of(new Objective[] {this}, false);
  }
}
