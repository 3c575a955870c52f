package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;
import org.tensorflow.ndarray.Shape;

/** Another setting, as it is; what differs is overridden. */
abstract class Forwarded implements Setting {
  private final Setting setting;

  /** As another. */
  Forwarded(Setting setting) {
    this.setting = setting;
  }

  @Override
  public ExprGraph graph() {
    return setting.graph();
  }

  @Override
  public Expr param(Param param) {
    return setting.param(param);
  }

  @Override
  public boolean isTraining() {
    return setting.isTraining();
  }

  @Override
  public NoiseStream noise(String layer, Axes axes) {
    return setting.noise(layer, axes);
  }

  /** A run that is repeated keeps the same. */
  @Override
  public void keep(Param param, Expr next) {
    setting.keep(param, next);
  }

  @Override
  public boolean isDescended() {
    return setting.isDescended();
  }

  @Override
  public String term() {
    return setting.term();
  }

  @Override
  public void keepMean(Param param, Expr next) {
    setting.keepMean(param, next);
  }

  @Override
  public void reads(Param param, String place, String line) {
    setting.reads(param, place, line);
  }

  @Override
  public void ran(Trace trace) {
    setting.ran(trace);
  }

  @Override
  public List<Trace> traces() {
    return setting.traces();
  }

  @Override
  public Expr input(String name, Axes plates, Shape eventShape) {
    return setting.input(name, plates, eventShape);
  }

  @Override
  public Noise noise() {
    return setting.noise();
  }

  @Override
  public Axes particles() {
    return setting.particles();
  }

  @Override
  public Expr population() {
    return setting.population();
  }

  @Override
  public Expr step() {
    return setting.step();
  }

  @Override
  public Optional<Shape> shape(String column) {
    return setting.shape(column);
  }

  @Override
  public Rows rows() {
    return setting.rows();
  }

  @Override
  public void takesAllRows() {
    setting.takesAllRows();
  }

  @Override
  public void takesAllRows(JelboException refusal) {
    setting.takesAllRows(refusal);
  }

  @Override
  public Set<String> countedElsewhere() {
    return setting.countedElsewhere();
  }

  @Override
  public Expr fed(String name) {
    return setting.fed(name);
  }

  @Override
  public void gave(Handler.Request site) {
    setting.gave(site);
  }
}
