package org.jelbo.dsl.program;

import java.util.HashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/** A run of tests: parameters at their starting values, inputs of zeros, data of four rows. */
final class FedEnvironment implements Environment {
  static final int ROWS = 4;

  private final Evaluation evaluation;
  private final Map<String, Expr> inputs = new HashMap<>();

  FedEnvironment(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  @Override
  public ExprGraph graph() {
    return evaluation.graph();
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    return inputs.computeIfAbsent(
        name,
        key -> {
          Shape sizes = Shape.of(ROWS).append(eventShape);
          return evaluation.fed(new double[(int) sizes.size()], sizes, plates.at(0));
        });
  }

  @Override
  public Expr param(Param param) {
    return evaluation.fed(
        param.initializer().values(1, param.name(), param.shape()), param.shape());
  }

  /** Draws of one seed, with the sizes of further axes. */
  Draw draw(Extents extents) {
    NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(1, 0, 0)));
    return Draw.of(
        KeyedNoise.of(graph(), extents.withRows(evaluation.fedSize(ROWS)), clock, "test"));
  }

  Trace run(Program program, Handler handler) {
    return Trace.of(program, "the model", this, handler);
  }
}
