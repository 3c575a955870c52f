package org.jelbo.dsl.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.HandlerContract.Case;
import org.jelbo.dsl.contract.HandlerContract.Stage;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Environment;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.tensorflow.ndarray.Shape;

/** A handler's case while it runs: what was asked of the handler, and what of the rest. */
final class Staged implements Stage, Environment, AutoCloseable {
  static final int ROWS = 4;
  static final int PARTICLE_COUNT = 3;
  private static final long SEED = 20;

  /** A request with its answer, and the answer to the same request again. */
  record Asked(
      Handler.Request request,
      Handler.Answer answer,
      Handler.Answer again,
      List<Delegated> delegated) {}

  /** What was asked of the rest. */
  record Delegated(Handler.Request request, Handler.Answer answer) {}

  private final Case given;
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final RecordedBuild build = RecordedBuild.of(evaluation);
  private final Map<String, Expr> inputs = new HashMap<>();
  private final List<Delegated> delegated = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  private Staged(Case given) {
    this.given = given;
  }

  /** The case, run. */
  static Staged of(Case given) {
    Staged staged = new Staged(given);
    staged.run(staged.asking(given.handler(staged)));
    return staged;
  }

  List<Asked> asked() {
    return asked;
  }

  /** Asks everything twice, and looks at what the first request delegates. */
  private Handler asking(Handler handler) {
    return request -> {
      delegated.clear();
      Handler.Answer answer = handler.answer(request);
      Answers.assertEventShape(request, answer);
      List<Delegated> first = List.copyOf(delegated);
      asked.add(new Asked(request, answer, handler.answer(request), first));
      return answer;
    };
  }

  private Trace run(Handler handler) {
    return Trace.of(given.program(), "the program", this, handler);
  }

  @Override
  public Evaluation evaluation() {
    return evaluation;
  }

  @Override
  public ExprGraph graph() {
    return evaluation.graph();
  }

  @Override
  public Noise noise() {
    return noise("own");
  }

  private Noise noise(String prefix) {
    Extents extents =
        Extents.NONE.with(Bench.PARTICLES, PARTICLE_COUNT).withRows(evaluation.fedSize(ROWS));
    NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(SEED, 0, 0)));
    return KeyedNoise.of(graph(), extents, clock, prefix);
  }

  @Override
  public Handler rest() {
    Draw draw = Draw.of(noise("rest"));
    return request -> {
      Handler.Answer answer = draw.answer(request);
      delegated.add(new Delegated(request, answer));
      return answer;
    };
  }

  @Override
  public Trace drawn() {
    return run(Draw.of(noise("drawn")));
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    return inputs.computeIfAbsent(
        name,
        key -> {
          Shape sizes = Shape.of(ROWS).append(eventShape);
          return evaluation.fed(new double[Math.toIntExact(sizes.size())], sizes, plates.at(0));
        });
  }

  @Override
  public Expr param(Param param) {
    return build.param(param);
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
