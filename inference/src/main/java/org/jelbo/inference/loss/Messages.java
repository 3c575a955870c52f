package org.jelbo.inference.loss;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException nothingFed(String name) {
    return JelboException.here(
        "'" + name + "'",
        "expected a value that is fed under this name, but there is none",
        "run.feeding(Map.of(\"" + name + "\", Expr.of(1)))");
  }
}
