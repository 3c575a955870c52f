package org.jelbo.inference.objective;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Description;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Sketch;

/** An objective that is derived from one pair of programs. */
public sealed interface Derived extends Objective
    permits Elbo, ImportanceWeighted, MaximumLikelihood, GuideLikelihood {
  /** How many draws of the latents a training step makes. */
  int particles();

  /**
   * What the loss is made of.
   *
   * @param setting parameters, data and noise
   */
  Derivation derive(Setting setting);

  /**
   * The loss in a setting.
   *
   * @param setting parameters, data and noise
   */
  Loss build(Setting setting);

  /**
   * How many rows of data a run takes: all where the loss can be computed of all at once only,
   * because a sum over them stands inside a logarithm.
   *
   * @param rows how many the data have
   * @param most how many it takes otherwise
   */
  default int rowsAtOnce(int rows, int most) {
    return rows > most && needsAllRows() ? rows : most;
  }

  private boolean needsAllRows() {
    try (Sketch sketch = Sketch.along(Programs.axes(particles()))) {
      build(sketch);
      return sketch.needsAllRows();
    }
  }

  @Override
  default List<Param> parameters() {
    try (Sketch sketch = Sketch.along(Programs.axes(particles()))) {
      derive(sketch);
      return sketch.parameters();
    }
  }

  @Override
  default Explanation explain() {
    try (Sketch sketch = Sketch.along(Programs.axes(particles()))) {
      ExplainedLoss loss = Explaining.of(this, sketch, Set.of());
      return new Explanation("", List.of(loss), sketch.parameters());
    }
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
  default List<Summand> terms() {
    return List.of(Summand.of(this));
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
  default Summand from(String feed) {
    return Summand.of(this).from(feed);
  }

  @Override
  default Summand weight(double weight) {
    return Summand.of(this).weight(weight);
  }

  @Override
  default Summand named(String name) {
    return Summand.of(this).named(name);
  }
}
