package org.jelbo.dsl.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.jelbo.testing.Evaluation;

/** Feeds each parameter its starting values and remembers which were asked for, in order. */
final class RecordedBuild implements Build {
  private final Evaluation evaluation;
  private final Map<String, Param> params = new LinkedHashMap<>();
  private final Map<String, double[]> values = new LinkedHashMap<>();

  RecordedBuild(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  @Override
  public Expr param(Param param) {
    params.put(param.name(), param);
    double[] start = param.initializer().values(1, param.name(), param.shape());
    return evaluation.fed(values.computeIfAbsent(param.name(), name -> start), param.shape());
  }

  /** Sets a parameter before it is asked for. */
  void set(String name, double... entries) {
    values.put(name, entries);
  }

  Map<String, Param> params() {
    return params;
  }

  double[] values(String name) {
    return values.getOrDefault(name, new double[0]);
  }
}
