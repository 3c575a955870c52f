package org.jelbo.inference.objective;

import java.util.Map;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.loss.Loss;

/** What an objective built, which may be someone else's. */
final class BuiltLoss {
  private BuiltLoss() {}

  /** The loss; refused where it is none. */
  static Loss required(SingleObjective objective, Loss loss) {
    String subject = "objective '" + objective.title() + "'";
    Required.of(loss, subject, "a loss", "() -> value for a scalar");
    requireScalar(subject, "a value", loss.value());
    Map<String, Expr> parts = Required.of(loss.parts(), subject, "parts", "Map.of()");
    parts.forEach(
        (name, part) -> {
          Required.name(name, subject, "\"rec\" for a part");
          if (name.equals("loss") || name.contains("/")) {
            throw Messages.partNotAllowed(subject, name);
          }
          requireScalar(subject, "part '" + name + "'", part);
        });
    return loss;
  }

  private static void requireScalar(String subject, String what, Expr value) {
    Required.of(value, subject, what, "an expression");
    if (value.axes().size() > 0 || value.eventShape().numDimensions() > 0) {
      throw Messages.notScalar(subject, what, value);
    }
  }
}
