package org.jelbo.inference.objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/**
 * An objective of one loss. Those of the library are derived from a model and a guide; a loss of
 * your own implements this interface, and is trained, evaluated, explained, saved and exported as
 * they are.
 *
 * <pre>
 * record Evidence(Programs programs, int particles) implements SingleObjective {
 *   public Loss build(Setting setting) {
 *     Expr value = ...; // of setting.param(...), setting.input(...) and programs that run in it
 *     return () -&gt; value;
 *   }
 * }
 * </pre>
 *
 * <p>An objective is immutable, and builds the same loss whenever it is asked: it is built in
 * several graphs, and once for each shard of a batch. What is derived from programs says more of
 * itself: an explanation of one's own has its title, notes and parameters, and no formula or sites,
 * and {@code recompute} is refused.
 */
public non-sealed interface SingleObjective extends Objective {
  /**
   * The loss in a setting.
   *
   * @param setting parameters, data and noise; what is built belongs to its graph
   */
  Loss build(Setting setting);

  /** How many draws of the latents a training step makes. */
  default int particles() {
    return 1;
  }

  /** What explanations call it, such as {@code Evidence lower bound}. */
  default String title() {
    return getClass().getSimpleName();
  }

  /** What explanations call its loss, such as {@code -ELBO}. */
  default String symbol() {
    return "loss";
  }

  /**
   * What it does to a site outside the plate of the data: terms of a pooled sum that hold one site
   * have to be equal in this, so that one of them can count it for all. Equal to nothing else
   * without being told.
   */
  default Object countsGlobals() {
    return new Object();
  }

  /**
   * How many rows of data a run takes: all where the loss can be computed of all at once only,
   * because a sum over them stands inside a logarithm.
   *
   * @param rows how many the data have
   * @param most how many it takes otherwise
   */
  default int rowsAtOnce(int rows, int most) {
    if (rows <= most) {
      return most;
    }
    try (DryRun run = DryRun.of(this)) {
      return run.needsAllRows() ? rows : most;
    }
  }

  @Override
  default Declared declared() {
    SumTerm term = SumTerm.of(this);
    Outline outline = Outline.of(term);
    return new Declared(
        List.of(term),
        outline.parameters(),
        outline.readings(),
        new LinkedHashSet<>(outline.noiseNames(term)));
  }

  @Override
  default Explanation explain() {
    try (DryRun run = DryRun.of(this)) {
      return new Explanation("", List.of(Explaining.of(run)), run.parameters());
    }
  }

  @Override
  default boolean hasModel() {
    return programs().hasModel();
  }

  @Override
  default Description describe() {
    return Description.of(
        programs().model(),
        programs().guide(),
        Set.copyOf(programs().given()),
        Programs.axes(particles()));
  }

  @Override
  default List<SumTerm> terms() {
    return List.of(SumTerm.of(this));
  }

  @Override
  default Set<String> feeds() {
    return Set.of(Feed.DEFAULT);
  }

  @Override
  default List<Double> weights(List<Integer> rows) {
    return List.of(1.0);
  }

  @Override
  default SumTerm from(String feed) {
    return SumTerm.of(this).from(feed);
  }

  @Override
  default SumTerm weight(double weight) {
    return SumTerm.of(this).weight(weight);
  }

  @Override
  default SumTerm named(String name) {
    return SumTerm.of(this).named(name);
  }
}
