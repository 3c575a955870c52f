package org.jelbo.inference.loss;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Handler;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException nothingFed(String name) {
    return JelboException.here(
        "'" + name + "'",
        "expected a value that is fed under this name, but there is none",
        "run.feeding(Map.of(\"" + name + "\", Expr.of(1)))");
  }

  static JelboException givenOutsidePlate(Handler.Request site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected a given site inside the plate that the data fill, but no such plate is open",
        "p.plate(\"rows\", () -> ...) around it");
  }

  static JelboException otherShape(Handler.Request site, Shape column) {
    Shape event = site.distribution().eventShape();
    Shape found = Setting.rowShape(site.plates(), event);
    String remedy =
        !found.equals(event)
            ? "inner plates and parameters that make " + column
            : column.numDimensions() == 1
                ? "a last layer of width " + column.get(0)
                : "parameters of event shape " + column;
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected event shape "
            + column
            + " as column '"
            + site.name()
            + "' has, but "
            + site.distribution().family()
            + (found.equals(event) ? " has " : " in its inner plates has ")
            + found,
        remedy + ", or a column of event shape " + found);
  }
}
