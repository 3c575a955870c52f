package org.jelbo.dsl.program;

import java.util.Set;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;

/** What a layer keeps of a step of training. */
final class Kept {
  private Kept() {}

  /** Refuses a parameter that cannot keep a value, and a value that is not one of its. */
  static void require(Param param, Expr next, Set<Param> read) {
    Required.of(param, "a parameter", "one", "Param.of(\"mean\", 3).untrained()");
    Required.of(next, subject(param).toString(), "a value to keep", "build.keep(param, value)");
    if (param.isTrained()) {
      throw Messages.keptInTrained(param);
    }
    if (!read.contains(param)) {
      throw Messages.keptUnread(param);
    }
    if (next.axes().size() > 0 || !next.eventShape().equals(param.shape())) {
      throw Messages.keptOfOtherShape(param, next);
    }
  }

  static Subject subject(Param param) {
    return Subject.parameter(param.name());
  }
}
