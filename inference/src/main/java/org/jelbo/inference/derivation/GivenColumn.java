package org.jelbo.inference.derivation;

import java.util.Optional;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Handler;
import org.jelbo.inference.loss.Setting;
import org.tensorflow.ndarray.Shape;

/** What a given site reads. */
public final class GivenColumn {
  private GivenColumn() {}

  /**
   * The column that a given site takes.
   *
   * @throws JelboException outside of the rows of the data, and for a column of another shape
   */
  public static Expr of(Handler.Request site, Setting setting) {
    if (site.plates().asList().stream().noneMatch(Axis::isOfData)) {
      throw GivenMessages.givenOutsidePlate(site);
    }
    Shape event = site.distribution().eventShape();
    Optional<Shape> column = setting.shape(site.name());
    if (column.isPresent() && !column.get().equals(Setting.rowShape(site.plates(), event))) {
      throw GivenMessages.otherShape(site, column.get());
    }
    setting.gave(site);
    return setting.input(site.name(), site.plates(), event);
  }
}
