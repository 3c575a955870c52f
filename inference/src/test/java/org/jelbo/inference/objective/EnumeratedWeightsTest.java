package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.loss.Setting;
import org.jelbo.usage.BothWays;
import org.jelbo.usage.Computed;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/** The two forms of a bound with weights and a site that the guide enumerates, by hand. */
class EnumeratedWeightsTest extends WeightsByHand {
  private static Program labelled() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr y = p.sample("y", Categorical.ofLogits(Expr.of(new double[] {0.2, -0.4})));
              Expr a = normal(p, "a", y.times(0.5));
              normal(p, "x", a.plus(y));
            });
  }

  private static Program labelling() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr x = p.input("x");
              Expr y = p.sample("y", Categorical.ofLogits(x.times(Expr.of(new double[] {0.3, 1}))));
              normal(p, "a", x.minus(y));
            });
  }

  /** As a site of the model and of the guide, at both values of y and the draws that belong. */
  private void assertLabelled(Iwae iwae, Supplier<Double> byHand) {
    noise("a", K, 2, ROWS);
    Compilation compilation =
        Compilation.of(iwae.particles(K))
            .precision(Precision.FLOAT64)
            .noise("a", Entry.of(noise, "a"));
    try (Compiled compiled = compilation.compile()) {
      DrawKey draws = DrawKey.of(0).particles(K);
      Computed query =
          new Computed("values", Programs.PARTICLES, s -> atBothValues(iwae.programs(), s));
      logs = compiled.run(query, QueryRun.of(data, 0, ROWS, draws));
      double expected = -byHand.get();
      assertThat(BothWays.value(compiled, data, draws)).isCloseTo(expected, within(1e-10));
    }
  }

  private static Map<String, Expr> atBothValues(Programs programs, Setting setting) {
    Handler enumerate = org.jelbo.dsl.program.Enumerate.of(setting.graph(), 0);
    Handler each = Draw.of(setting.noise()).along(setting.particles());
    Handler latents = site -> (site.name().equals("y") ? enumerate : each).answer(site);
    Trace q = Trace.of(programs.guide(), "the guide", setting, given(programs, setting, latents));
    Trace p =
        Trace.of(
            programs.model(),
            "the model",
            setting,
            given(programs, setting, Replay.of(q, latents)));
    Map<String, Expr> logs = new LinkedHashMap<>();
    q.randoms().forEach(site -> logs.put("q " + site.name(), site.logProb()));
    p.randoms().forEach(site -> logs.put("p " + site.name(), site.logProb()));
    return logs;
  }

  @Test
  void sumInsideTheWeightLeavesOutTheGuidesProbabilities() {
    assertLabelled(
        Iwae.of(labelled(), labelling()).given("x").sumInside("y"),
        () ->
            overRows(
                    r ->
                        logMean(k -> Math.log(Math.exp(joint(k, 0, r)) + Math.exp(joint(k, 1, r)))))
                / ROWS);
  }

  @Test
  void sumOutsideTheWeightsIsWeighedByTheGuide() {
    assertLabelled(
        Iwae.of(labelled(), labelling()).given("x").sumOutside("y"),
        () ->
            overRows(
                    r ->
                        overInner(
                            y ->
                                Math.exp(log("q y", y, r))
                                    * logMean(k -> joint(k, y, r) - log("q y", y, r))))
                / ROWS);
  }

  private double joint(int k, int y, int row) {
    return log("p y", y) + log("p a", k, y, row) + log("p x", k, y, row) - log("q a", k, y, row);
  }
}
