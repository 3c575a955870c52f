package org.jelbo.dsl.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Jelbo relies on of a {@link Handler}.
 *
 * <p>A case is a program, the handler that runs it, and which sites the handler answers itself. All
 * other sites it must leave to {@link Stage#rest()}. The plate of the data has {@value Staged#ROWS}
 * rows; inputs are zeros.
 */
@TestInstance(Lifecycle.PER_CLASS)
public interface HandlerContract {
  /** The axis of particles that a stage knows, of {@value Staged#PARTICLE_COUNT} particles. */
  Axis PARTICLES = Bench.PARTICLES;

  /** At least one case: together they should have sites inside of plates and outside. */
  Stream<Case> cases();

  /** An answer has the event shape of the site's distribution, and its tensor too. */
  @ParameterizedTest
  @MethodSource("cases")
  default void answersHaveTheEventShape(Case given) {
    Answers.haveTheEventShape(given);
  }

  /**
   * An answer has no plates but those the site stands in, and a draw has all of them; its tensor
   * has their sizes.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void answersHaveOnlyAxesOfTheSite(Case given) {
    Answers.haveAllowedAxes(given);
  }

  /** An answer of the handler's own says where it came from, as the case does. */
  @ParameterizedTest
  @MethodSource("cases")
  default void answersSayTheirOrigin(Case given) {
    Answers.sayTheirOrigin(given);
  }

  /** The same request is answered by the same numbers, in the same run and in the next. */
  @ParameterizedTest
  @MethodSource("cases")
  default void equalRequestsHaveEqualAnswers(Case given) {
    Answers.areEqualForEqualRequests(given);
  }

  /**
   * A request for another site is handed on as it came, once, and the answer handed back as it
   * came.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void otherSitesAreDelegated(Case given) {
    Answers.areDelegated(given);
  }

  /** Every site that the case names is a random site of its program. */
  @ParameterizedTest
  @MethodSource("cases")
  default void theSitesAreThoseOfTheProgram(Case given) {
    Answers.areOfTheProgram(given);
  }

  /** Where a handler is tried. */
  interface Stage {
    /** The graph, for values that the handler is given. */
    Evaluation evaluation();

    /** Noise of a fixed seed. */
    Noise noise();

    /** Answers what the handler does not: draws, of other noise. */
    Handler rest();

    /** A run of the case's program in which every site is drawn. */
    Trace drawn();
  }

  /** A program and the handler that runs it. */
  final class Case {
    private final String name;
    private final Program program;
    private final Function<Stage, Handler> handler;
    private final Map<String, Site.Origin> answered;

    private Case(
        String name,
        Program program,
        Function<Stage, Handler> handler,
        Map<String, Site.Origin> answered) {
      this.name = name;
      this.program = program;
      this.handler = handler;
      this.answered = Collections.unmodifiableMap(answered);
    }

    /**
     * A case whose handler answers nothing itself.
     *
     * @param name what is special about it
     * @param program what the handler runs
     * @param handler makes the handler
     */
    public static Case of(String name, Program program, Function<Stage, Handler> handler) {
      return new Case(name, program, handler, Map.of());
    }

    /**
     * With a site that the handler answers itself, or whose answer it changes.
     *
     * @param site the site's name
     * @param origin what the handler says about the value
     */
    public Case answers(String site, Site.Origin origin) {
      Map<String, Site.Origin> more = new LinkedHashMap<>(answered);
      more.put(site, origin);
      return new Case(name, program, handler, more);
    }

    Program program() {
      return program;
    }

    Handler handler(Stage stage) {
      return handler.apply(stage);
    }

    Map<String, Site.Origin> answered() {
      return answered;
    }

    /** What messages and reports call the case. */
    @Override
    public String toString() {
      return name;
    }
  }
}
