package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;

/** The density of all values of a run together. */
final class JointDensity {
  private final Trace trace;

  private JointDensity(Trace trace) {
    this.trace = trace;
  }

  /** In nats, without plates. */
  static Expr of(Trace trace) {
    JointDensity joint = new JointDensity(trace);
    Expr sum = Expr.of(0);
    for (Site site : trace.sites()) {
      if (site instanceof Site.Random random) {
        sum = sum.plus(joint.summed(site, random.logProb()));
      } else if (site instanceof Site.Factor) {
        sum = sum.plus(joint.summed(site, site.value()));
      }
    }
    return sum;
  }

  /**
   * Over the site's plates; a density that lacks the axis of one counts for each of its indices.
   */
  private Expr summed(Site site, Expr density) {
    Expr sum = density;
    for (Axis axis : site.plates()) {
      Axis.Plate plate = (Axis.Plate) axis;
      if (!sum.axes().contains(plate) && !plate.isOfData()) {
        sum = sum.times((double) plate.size());
      } else {
        Expr full = sum.axes().contains(plate) ? sum : sum.plus(zeros(site, plate));
        sum = Reductions.sumOver(full, plate);
      }
    }
    return sum;
  }

  /** Zeros along a plate whose size only the values in it know. */
  private Expr zeros(Site site, Axis plate) {
    List<Expr> values = new ArrayList<>();
    for (Site other : trace.sites()) {
      if (other.value().axes().contains(plate)) {
        values.add(other.value());
      }
    }
    Expr shortest =
        values.stream()
            .min(Comparator.comparingInt(value -> value.axes().size()))
            .orElseThrow(() -> Messages.nothingFillsPlate(site, plate, trace));
    Expr zeros = Masks.zerosLike(shortest).sum();
    for (Axis other : shortest.axes().without(Axes.of(plate))) {
      zeros = Reductions.meanOver(zeros, other);
    }
    return zeros;
  }
}
