package org.jelbo.inference.loss;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Environment;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.tensorflow.ndarray.Shape;

/** What a term's programs run in: parameters, data, noise and the particles of its latents. */
public interface Setting extends Environment {
  /** The noise of the term's draws. */
  Noise noise();

  /**
   * The axes of particles that every latent is drawn along: one axis, or none in a training of one
   * particle; where a loss is measured there is one of one particle, too.
   */
  Axes particles();

  /** How many rows the data have, of which a batch is a part; scalar. */
  Expr population();

  /** How many training steps were done; scalar. */
  Expr step();

  /**
   * The shape of a column's rows, the sizes of inner plates first; empty where there are no data
   * and no program read it yet.
   */
  Optional<Shape> shape(String column);

  /**
   * The shape of the rows of a column that is read in plates.
   *
   * @param plates the plate that the data fill, then those of known size
   * @param event the shape of one event
   */
  static Shape rowShape(Axes plates, Shape event) {
    Shape shape = event;
    for (int i = plates.size() - 1; i > 0; i--) {
      shape = shape.prepend(((Axis.Plate) plates.at(i)).size());
    }
    return shape;
  }

  /** Which rows of the data a run sees. */
  enum Rows {
    /** All of them, at once. */
    ALL,
    /** Some of them. */
    SOME,
    /** Known when it runs. */
    UNKNOWN
  }

  /** Which rows of the data a run sees. */
  Rows rows();

  /** Hears that a sum over all rows of the data is taken, for which some of them cannot stand. */
  default void takesAllRows() {}

  /**
   * Hears that a program takes all rows of the data together.
   *
   * @param refusal thrown where the run sees some of the rows only: now, or when it runs
   */
  default void takesAllRows(JelboException refusal) {
    takesAllRows();
    if (rows() == Rows.SOME) {
      throw refusal;
    }
  }

  /**
   * A number or numbers that are fed when it runs, under a name; without plates.
   *
   * @throws JelboException where nothing is fed under the name
   */
  default Expr fed(String name) {
    throw Messages.nothingFed(name);
  }

  /** Whether what is built is descended: in training, or where its direction is looked at. */
  default boolean isDescended() {
    return isTraining();
  }

  /** The name of the term whose loss is built; empty for an objective by itself. */
  default String term() {
    return "";
  }

  /**
   * Sets a parameter that is not trained, after a step of training, to a number of the step; of
   * several shards to the mean of theirs. Outside of training nothing is kept, so that a loss is
   * measured by the number as it is.
   *
   * @param param read before, not trained, kept once
   * @param next scalar
   * @throws JelboException for a parameter that is trained or kept already, and what is not scalar
   */
  default void keepMean(Param param, Expr next) {}

  /** The runs of programs that were built in this setting. */
  List<Trace> traces();

  /** The sites outside the plate of the data that another term of the loss counts. */
  default Set<String> countedElsewhere() {
    return Set.of();
  }

  /**
   * What a given site takes: its column, whose values are then checked against the site's family. A
   * loss that reads it as an input knows nothing of values that the family never has.
   *
   * @throws JelboException outside of the rows of the data, and for a column of another shape
   */
  default Expr given(Handler.Request site) {
    if (site.plates().asList().stream().noneMatch(Axis::isOfData)) {
      throw Messages.givenOutsidePlate(site);
    }
    Shape event = site.distribution().eventShape();
    Optional<Shape> column = shape(site.name());
    if (column.isPresent() && !column.get().equals(rowShape(site.plates(), event))) {
      throw Messages.otherShape(site, column.get());
    }
    gave(site);
    return input(site.name(), site.plates(), event);
  }

  /**
   * Hears from {@link #given} that a site takes its column, so that the values of its data can be
   * checked.
   */
  void gave(Handler.Request site);
}
