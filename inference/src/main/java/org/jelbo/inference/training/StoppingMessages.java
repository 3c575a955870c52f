package org.jelbo.inference.training;

import java.util.Collection;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;

/** What is refused of trainings that may end early. */
final class StoppingMessages {
  private StoppingMessages() {}

  static JelboException noPatience(int found) {
    return JelboException.here(
        "stopping", "expected a patience of 1 or more, but got " + found, "patience(10)");
  }

  static JelboException noMetric(String name, Collection<String> known) {
    return JelboException.here(
        "stopping",
        "expected the name of a metric of the trainer, but got '" + name + "' of " + known,
        NearestName.of(name, known)
            .map(near -> "'" + near + "'")
            .orElse("metric(\"" + name + "\", 500, fit -> fit.evaluate(heldOut, 1).value())"));
  }

  static JelboException notResumed(String metric) {
    return JelboException.here(
        "stopping",
        "expected a training from its start, because a checkpoint does not have the state at the"
            + " best '"
            + metric
            + "', but it is resumed",
        "leave out stopping, or resume");
  }

  static JelboException notNumber(String metric, long step) {
    return JelboException.of(
        "step " + step + ", metric '" + metric + "'",
        "expected a number to compare, but it is not one",
        "a metric that is defined for every fit");
  }
}
