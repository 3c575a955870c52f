package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.LayerContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.StreamKey;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/** A layer in a graph: normal inputs or indices, and parameters around their starting values. */
final class Applied implements Build, AutoCloseable {
  private static final int PARTICLES = 4;
  private static final double SPREAD = 0.3;

  private final Evaluation evaluation;
  private final Case given;
  private final RecordedBuild build;

  private Applied(Evaluation evaluation, Case given) {
    this.evaluation = evaluation;
    this.given = given;
    this.build = RecordedBuild.of(evaluation);
  }

  static Applied in(Precision precision, Case given) {
    return new Applied(Evaluation.in(precision), given);
  }

  @Override
  public Expr param(Param param) {
    double[] noise = normal("parameter " + param.name(), param.shape().size());
    double[] start = param.initializer().values(1, param.name(), param.shape());
    Arrays.setAll(start, i -> start[i] + SPREAD * noise[i]);
    build.set(param.name(), start);
    return build.param(param);
  }

  Map<String, Param> params() {
    return build.params();
  }

  /** The value that was given last to each parameter. */
  Map<String, Expr> given() {
    return build.given();
  }

  Evaluation evaluation() {
    return evaluation;
  }

  double[] values(Expr value) {
    return evaluation.values(value);
  }

  /** The output for inputs of the same axes. */
  Expr to(Axis... axes) {
    return to(axes, axes);
  }

  /** The output for a first input and the others. */
  Expr to(Axis[] first, Axis[] others) {
    Expr[] inputs = new Expr[given.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      Axis[] axes = i == 0 ? first : others;
      Shape sizes = sizes(given.inputs().get(i).shape(), axes);
      inputs[i] = evaluation.fed(input(i, sizes.size()), sizes, axes);
    }
    return given.layer().apply(this, inputs);
  }

  /** The output for what the inputs have at one index of their axes. */
  Expr alone(int index) {
    Expr[] inputs = new Expr[given.inputs().size()];
    Arrays.setAll(inputs, i -> evaluation.fed(event(i, index), given.inputs().get(i).shape()));
    return given.layer().apply(this, inputs);
  }

  /** The output for host constants of the first index. */
  Expr toConstants() {
    Expr[] inputs = new Expr[given.inputs().size()];
    Arrays.setAll(inputs, i -> Expr.of(event(i, 0), given.inputs().get(i).shape()));
    return given.layer().apply(this, inputs);
  }

  private double[] event(int input, int index) {
    int width = Math.toIntExact(given.inputs().get(input).shape().size());
    double[] all = input(input, (long) (index + 1) * width);
    return Arrays.copyOfRange(all, index * width, (index + 1) * width);
  }

  /** The first numbers of an input. */
  private double[] input(int input, long size) {
    double[] values = normal("input " + input, size);
    long count = given.inputs().get(input).count();
    if (count > 0) {
      Arrays.setAll(values, i -> Math.floorMod((long) (1000 * values[i]), count));
    }
    return values;
  }

  /** Numbers without any relation, for a sum in which no symmetry cancels. */
  Expr weights(Shape event) {
    return Expr.of(normal("weights", event.size()), event);
  }

  private static double[] normal(String name, long count) {
    Random random = new Random(StreamKey.of(name));
    double[] values = new double[Math.toIntExact(count)];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  static Shape sizes(Shape event, Axis... axes) {
    long[] leading = Stream.of(axes).mapToLong(Applied::size).toArray();
    return Shape.of(leading).append(event);
  }

  static int count(Axis... axes) {
    return Stream.of(axes).mapToInt(Applied::size).reduce(1, (a, b) -> a * b);
  }

  private static int size(Axis axis) {
    return axis.equals(Bench.ROWS) ? Bench.ROW_COUNT : PARTICLES;
  }

  @Override
  public void close() {
    evaluation.close();
  }
}
