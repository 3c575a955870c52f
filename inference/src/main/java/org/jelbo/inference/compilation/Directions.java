package org.jelbo.inference.compilation;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Descended;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Reading;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.loss.Surrogate;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.validation.GradientPaths;
import org.jelbo.inference.validation.Preflight;

/**
 * What a step would descend, by the names of the parameters that a term depends on.
 *
 * @param term whose loss it is
 * @param objective where the parameters are read
 */
record Directions(SumTerm term, Objective objective) implements Query<Map<String, Values>> {
  @Override
  public String name() {
    return Measurement.Asked.NAME;
  }

  @Override
  public Axes particles() {
    return Programs.PARTICLES;
  }

  @Override
  public Outputs<Map<String, Values>> build(Setting setting) {
    Map<String, Expr> parameters = ((GraphSetting) setting).parameters();
    Loss loss = term.build(new Descended(setting));
    Preflight preflight = Preflight.start();
    preflight.jumps(
        new GradientPaths(loss.surrogate(), setting.traces()),
        parameters,
        () -> Origins.of(setting.traces(), loss.sites()));
    preflight.require();
    Surrogate descended = loss.surrogate();
    Map<String, Expr> wanted = parameters;
    if (!term.name().isEmpty()) {
      wanted = descended.reached(parameters);
    }
    try {
      return Outputs.of(descended.gradients(wanted));
    } catch (JelboException e) {
      throw Reading.locate(e, objective.declared().readings());
    }
  }
}
