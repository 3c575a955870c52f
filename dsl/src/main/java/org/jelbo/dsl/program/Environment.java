package org.jelbo.dsl.program;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/** What a run reads from outside: its graph, parameters and inputs. */
public interface Environment extends Build {
  /** The graph that the run builds. */
  ExprGraph graph();

  /**
   * Hears that a program reads a parameter, so that what is refused later can say where.
   *
   * @param param will be asked for next
   * @param place such as {@code the model, plate 'images'}
   * @param line the Java line that reads it
   */
  default void reads(Param param, String place, String line) {}

  /**
   * Hears what a program's run did, so that what goes wrong in its graph later can be placed.
   *
   * @param trace of a run that was not refused
   */
  default void ran(Trace trace) {}

  /**
   * A column of the data.
   *
   * @param name the column's
   * @param plates the plates it is read in, that of the data first
   * @param eventShape the shape of one row, after the sizes of inner plates
   * @return {@code [plates..., event...]}, the same for every call of one run
   */
  Expr input(String name, Axes plates, Shape eventShape);
}
