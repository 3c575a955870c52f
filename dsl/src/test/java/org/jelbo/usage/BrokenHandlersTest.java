package org.jelbo.usage;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.HandlerContract;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.junit.jupiter.api.Test;

/** A handler that is wrong in one place fails, and the message says where. */
final class BrokenHandlersTest {
  private static final Program PROGRAM =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(2));
                p.sample("x", Normal.of(z, Expr.of(1)));
              });

  /** One that answers x by what the function makes of a draw. */
  private static HandlerContract.Case changing(Function<Handler.Answer, Handler.Answer> change) {
    return HandlerContract.Case.of(
            "x is changed",
            PROGRAM,
            stage -> {
              Handler rest = stage.rest();
              return request -> {
                Handler.Answer answer = rest.answer(request);
                return request.name().equals("x") ? change.apply(answer) : answer;
              };
            })
        .answers("x", Site.Origin.DRAWN);
  }

  static final class ChangesTheEventShape implements HandlerContract {
    @Override
    public Stream<Case> cases() {
      return Stream.of(
          changing(answer -> new Handler.Answer(answer.value().sum(), answer.origin())));
    }
  }

  @Test
  void anotherEventShape() {
    Verdict.on(ChangesTheEventShape.class)
        .says("answersHaveTheEventShape", "event shape of the answer to site 'x' of Normal");
  }

  static final class DropsThePlate implements HandlerContract {
    @Override
    public Stream<Case> cases() {
      return Stream.of(
          changing(
              answer ->
                  new Handler.Answer(
                      Reductions.meanOver(answer.value(), answer.value().axes().at(0)),
                      answer.origin())));
    }
  }

  @Test
  void oneDrawForThePlate() {
    Verdict.on(DropsThePlate.class)
        .says(
            "answersHaveOnlyAxesOfTheSite",
            "answer to site 'x': expected a draw for each index of the plates it stands in, [rows],"
                + " but got axes []")
        .nothingElseThan("answersHaveOnlyAxesOfTheSite");
  }

  static final class ForgetsTheOrigin implements HandlerContract {
    @Override
    public Stream<Case> cases() {
      return Stream.of(changing(answer -> new Handler.Answer(answer.value(), Site.Origin.GIVEN)));
    }
  }

  @Test
  void anotherOrigin() {
    Verdict.on(ForgetsTheOrigin.class)
        .says("answersSayTheirOrigin", "origin of the answer to site 'x'")
        .nothingElseThan("answersSayTheirOrigin");
  }

  static final class Counts implements HandlerContract {
    @Override
    public Stream<Case> cases() {
      int[] count = new int[1];
      return Stream.of(
          changing(answer -> new Handler.Answer(answer.value().plus(count[0]++), answer.origin())));
    }
  }

  @Test
  void anotherAnswerTheSecondTime() {
    Verdict.on(Counts.class)
        .says("equalRequestsHaveEqualAnswers", "second answer to site 'x'")
        .nothingElseThan("equalRequestsHaveEqualAnswers");
  }

  static final class AnswersAll implements HandlerContract {
    @Override
    public Stream<Case> cases() {
      return Stream.of(
          Case.of(
              "zeros",
              PROGRAM,
              stage ->
                  request ->
                      new Handler.Answer(
                          Expr.filled(0, request.distribution().eventShape()), Site.Origin.GIVEN)));
    }
  }

  @Test
  void noRestThatIsAsked() {
    Verdict.on(AnswersAll.class)
        .says("otherSitesAreDelegated", "requests handed on for site 'z'")
        .nothingElseThan("otherSitesAreDelegated");
  }
}
