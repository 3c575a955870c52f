package org.jelbo.inference.gradient;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException constantLoss() {
    return JelboException.of(
        "loss",
        "expected a loss that depends on parameters, but it is a constant",
        "parameters in the model or the guide");
  }

  static JelboException notScalar(Expr loss) {
    return JelboException.of(
        "loss",
        "expected one number, but it has axes " + loss.axes() + " and event " + loss.eventShape(),
        "axes that the objective knows: plates and its own particles");
  }

  static JelboException unused(String parameter) {
    return JelboException.of(
        Subject.parameter(parameter),
        "expected a parameter that the loss depends on, but no term is computed from it",
        "remove the parameter, let its value reach a site, or add a term that scores it, such as"
            + " GuideLikelihood.of(guide, \"y\") for a given y");
  }

  static JelboException cutOff(String parameter) {
    return JelboException.of(
        Subject.parameter(parameter),
        "expected a parameter that the loss depends on differentiably, but every way to it passes"
            + " a stopGradient or a step function",
        "remove the parameter, or let its value reach a site");
  }

  static JelboException notCountable(Shape shape) {
    return JelboException.of(
        "loss",
        "expected values of at most " + Integer.MAX_VALUE + " numbers, but one has shape " + shape,
        "fewer rows, particles or draws at once");
  }

  static JelboException noGradient(Throwable cause) {
    return JelboException.of(
            "loss",
            "expected functions that TensorFlow can differentiate, but: " + cause.getMessage(),
            "another function, or stopGradient around it")
        .causedBy(cause);
  }
}
