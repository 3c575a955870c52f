package org.jelbo.dsl.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;

/**
 * Feeds each parameter its starting values, those of seed 1, or values set before, and remembers
 * which were asked for, in order.
 */
public final class RecordedBuild implements Build {
  private final Evaluation evaluation;
  private final Map<String, Param> params = new LinkedHashMap<>();
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, Expr> fed = new LinkedHashMap<>();

  private RecordedBuild(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Parameters of a graph. */
  public static RecordedBuild of(Evaluation evaluation) {
    return new RecordedBuild(evaluation);
  }

  @Override
  public Expr param(Param param) {
    params.put(param.name(), param);
    double[] start = param.initializer().values(1, param.name(), param.shape());
    Expr value = evaluation.fed(values.computeIfAbsent(param.name(), name -> start), param.shape());
    fed.put(param.name(), value);
    return value;
  }

  /** Sets a parameter before it is asked for. */
  public void set(String name, double... entries) {
    values.put(name, entries);
  }

  /** The parameters that were asked for. */
  public Map<String, Param> params() {
    return Collections.unmodifiableMap(params);
  }

  /** The value that was given last to each parameter. */
  Map<String, Expr> given() {
    return Collections.unmodifiableMap(fed);
  }

  /** The value that was given last to a parameter that was asked for. */
  public Expr given(String name) {
    return Objects.requireNonNull(fed.get(name), name);
  }

  /** The entries that a parameter has; none where it has not been asked for. */
  public double[] values(String name) {
    return values.getOrDefault(name, new double[0]);
  }
}
