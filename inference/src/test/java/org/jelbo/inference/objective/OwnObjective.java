package org.jelbo.inference.objective;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.tensorflow.ndarray.Shape;

/** The mean of squares {@code (x - m)^2} over rows, as someone else writes it. */
record OwnObjective(Programs programs) implements SingleObjective {
  static final Param MEAN = Param.of("mean", 2);

  static OwnObjective squares() {
    return new OwnObjective(Programs.of(p -> {}, p -> {}));
  }

  @Override
  public Loss build(Setting setting) {
    Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
    setting.reads(MEAN, "squares", "OwnObjective.java");
    Expr x = setting.input("x", Axes.of(rows), Shape.of(2));
    Expr each = x.minus(setting.param(MEAN)).square().sum();
    Expr value = Reductions.meanOver(each, rows);
    return new Loss() {
      @Override
      public Expr value() {
        return value;
      }

      @Override
      public Map<String, Expr> parts() {
        return Map.of("squares", value);
      }

      @Override
      public Map<String, Expr> partsPerDatum() {
        return Map.of("squares", each);
      }
    };
  }
}
