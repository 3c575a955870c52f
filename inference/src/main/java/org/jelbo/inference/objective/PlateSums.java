package org.jelbo.inference.objective;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.inference.loss.Setting;
import org.jspecify.annotations.Nullable;

/** Values of sites summed over the plates that they stand in. */
final class PlateSums {
  private PlateSums() {}

  /**
   * What stands in plates as a loss counts it: summed over those of known size, averaged over rows;
   * once for all of them what stands outside.
   */
  static Expr overPlates(Expr value, Axes plates, Setting setting) {
    Expr sum = value;
    for (Axis axis : plates) {
      Axis.Plate plate = (Axis.Plate) axis;
      if (plate.isOfData()) {
        sum = Reductions.meanOver(sum, plate);
      } else {
        sum = along(sum, plate);
      }
    }
    return plates.hasRows() ? sum : sum.dividedBy(setting.population());
  }

  /** The sum along a plate of known size, of which a value that is alike has no axis. */
  static Expr along(Expr value, Axis.Plate plate) {
    return value.axes().contains(plate)
        ? Reductions.sumOver(value, plate)
        : value.times((double) plate.size());
  }

  static Axis.@Nullable Plate dataPlate(Axes plates) {
    for (Axis axis : plates) {
      if (((Axis.Plate) axis).isOfData()) {
        return (Axis.Plate) axis;
      }
    }
    return null;
  }
}
