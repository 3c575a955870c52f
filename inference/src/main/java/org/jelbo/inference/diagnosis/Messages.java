package org.jelbo.inference.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException notFinite(long step, List<String> where, Optional<Fault> fault) {
    String subject = "step " + step;
    String which = String.join(", ", where);
    return JelboException.of(
        fault.map(Fault::place).map(place -> subject + ", " + place).orElse(subject),
        "expected finite loss and gradients, but "
            + fault
                .map(found -> found.finding() + ", and with it " + which)
                .orElse("these are not, or their squares are not: " + which)
            + "; the parameters are as before the step",
        fault.map(Fault::remedy).orElse("a smaller learning rate, or a smaller loss"));
  }

  static JelboException indexOutside(String where, long found, long rows) {
    return JelboException.of(
        where,
        "expected indices from 0 to "
            + (rows - 1)
            + " of a table of "
            + rows
            + " rows, but got "
            + (found == Integer.MIN_VALUE ? "one beyond the whole numbers of 32 bits" : found),
        found < 0
            ? "indices counted from 0"
            : "a table of "
                + (found + 1)
                + " rows or more, or index.minimum(Expr.of("
                + (rows - 1)
                + "))");
  }

  static JelboException outOfMemory(String where, String shape, String remedy) {
    return JelboException.of(
        where,
        "expected memory for a value of shape " + shape.replace(",", ", ") + ", but there was none",
        remedy);
  }

  static JelboException opFailed(String where, String type, String said) {
    return JelboException.of(
        where,
        "expected every op to run, but " + type + " ended with: " + said,
        "arguments that " + type + " is defined for");
  }
}
