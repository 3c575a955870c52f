package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.HandlerContract.Case;
import org.jelbo.dsl.contract.Staged.Asked;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;
import org.tensorflow.ndarray.Shape;

/** What a handler answers, held to its contract. */
final class Answers {
  private Answers() {}

  static void haveTheEventShape(Case given) {
    try (Staged staged = Staged.of(given)) {
      for (Asked asked : staged.asked()) {
        Expr value = asked.answer().value();
        Shape event = asked.request().distribution().eventShape();
        assertThat(staged.evaluation().shape(value).takeLast(event.numDimensions()))
            .as("last sizes of the tensor that answers site '%s'", asked.request().name())
            .isEqualTo(event);
      }
    }
  }

  /** No program goes on with a value of another event shape. */
  static void assertEventShape(Handler.Request request, Handler.Answer answer) {
    assertThat(answer.value().eventShape())
        .as(
            "event shape of the answer to site '%s' of %s",
            request.name(), request.distribution().family())
        .isEqualTo(request.distribution().eventShape());
  }

  static void haveAllowedAxes(Case given) {
    try (Staged staged = Staged.of(given)) {
      for (Asked asked : staged.asked()) {
        Handler.Request request = asked.request();
        Axes axes = asked.answer().value().axes();
        Axes plates = plates(axes);
        if (!request.plates().containsAll(plates)) {
          fail(
              "answer to site '%s': expected no plates but those it stands in, %s, but got %s",
              request.name(), request.plates(), plates);
        }
        if (asked.answer().origin() == Site.Origin.DRAWN && !plates.containsAll(request.plates())) {
          fail(
              "answer to site '%s': expected a draw for each index of the plates it stands in,"
                  + " %s, but got axes %s",
              request.name(), request.plates(), axes);
        }
        assertSizes(staged, asked);
      }
    }
  }

  private static Axes plates(Axes axes) {
    return Axes.of(axes.asList().stream().filter(Axis.Plate.class::isInstance).toList());
  }

  private static void assertSizes(Staged staged, Asked asked) {
    Axes axes = asked.answer().value().axes();
    Shape sizes = staged.evaluation().shape(asked.answer().value());
    for (int i = 0; i < axes.size(); i++) {
      if (axes.at(i) instanceof Axis.Plate plate) {
        assertThat(sizes.get(i))
            .as(
                "size along plate '%s' of the tensor that answers site '%s'",
                plate.name(), asked.request().name())
            .isEqualTo(plate.isOfData() ? Staged.ROWS : plate.size());
      }
    }
  }

  static void sayTheirOrigin(Case given) {
    try (Staged staged = Staged.of(given)) {
      for (Asked asked : staged.asked()) {
        Site.Origin origin = given.answered().get(asked.request().name());
        if (origin != null) {
          assertThat(asked.answer().origin())
              .as("origin of the answer to site '%s'", asked.request().name())
              .isEqualTo(origin);
        }
      }
    }
  }

  static void areEqualForEqualRequests(Case given) {
    try (Staged staged = Staged.of(given)) {
      for (Asked asked : staged.asked()) {
        String name = asked.request().name();
        Expr value = asked.answer().value();
        double[] first = staged.evaluation().values(value);
        assertThat(asked.again().origin())
            .as("origin of a second answer to site '%s'", name)
            .isEqualTo(asked.answer().origin());
        assertThat(staged.evaluation().values(asked.again().value()))
            .as("second answer to site '%s'", name)
            .containsExactly(first);
        assertThat(staged.evaluation().values(value))
            .as("answer to site '%s' when the graph runs again", name)
            .containsExactly(first);
      }
    }
  }

  static void areDelegated(Case given) {
    try (Staged staged = Staged.of(given)) {
      for (Asked asked : staged.asked()) {
        String name = asked.request().name();
        if (!given.answered().containsKey(name)) {
          List<Handler.Request> requests =
              asked.delegated().stream().map(Staged.Delegated::request).toList();
          assertThat(requests)
              .as("requests handed on for site '%s', which the handler does not answer", name)
              .containsExactly(asked.request());
          assertThat(asked.answer())
              .as("answer to site '%s', as it was handed back", name)
              .isEqualTo(asked.delegated().get(0).answer());
        }
      }
    }
  }

  static void areOfTheProgram(Case given) {
    try (Staged staged = Staged.of(given)) {
      assertThat(staged.asked().stream().map(asked -> asked.request().name()))
          .as("random sites of the program")
          .isNotEmpty()
          .containsAll(given.answered().keySet());
    }
  }
}
