package org.jelbo.dsl.distribution;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * The dependence of a mixture's event on parameters, entry by entry: given those before it, entry i
 * is a mixture of the components' entries i with the weights {@code w_k prod_(j < i) p_kj(x_j)}.
 */
final class SuccessiveDraw {
  private SuccessiveDraw() {}

  static Expr of(RowMixture mixture, Selectable components, Expr draw) {
    Shape full = components.eventShape();
    int entries = Math.toIntExact(full.tail().size());
    Expr flat = draw.reshape(entries).stopGradient();
    Expr weights = mixture.logWeights();
    List<Expr> done = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      int entry = i;
      Elementwise column =
          components.select(parameter -> MixtureRows.column(parameter, entry, full));
      Expr drawn = Events.entries(flat, i, i + 1).reshape();
      Expr moving = ImplicitDraw.of(EntryMixture.of(weights, column), drawn);
      done.add(moving.reshape(1));
      weights = weights.plus(column.logProbOfEach(moving));
    }
    return Events.joined(done).reshape(full.tail().asArray());
  }
}
