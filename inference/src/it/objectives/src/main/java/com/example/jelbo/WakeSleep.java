package com.example.jelbo;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.loss.Surrogate;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SingleObjective;

/**
 * Reweighted wake-sleep (Bornschein and Bengio 2015), awake: the value is the importance-weighted
 * bound, negated; model and guide descend {@code -sum_k v_k log p} and {@code -sum_k v_k log q} at
 * draws that are cut off, by their normalised weights v.
 *
 * @param programs a model and a guide, all of whose sites stand in the plate of the data
 * @param particles K, two or more
 */
public record WakeSleep(Programs programs, int particles) implements SingleObjective {
  /** Of a model and a guide. */
  public static WakeSleep of(Program model, Program guide, int particles, String... given) {
    return new WakeSleep(Programs.of(model, guide).given(given), particles);
  }

  @Override
  public String title() {
    return "Wake-sleep";
  }

  @Override
  public Loss build(Setting setting) {
    Draw draw = Draw.of(setting.noise()).along(setting.particles());
    Trace guide = run(programs.guide(), "the guide", setting, site -> cut(draw.answer(site)));
    Trace model = run(programs.model(), "the model", setting, Replay.of(guide, draw));
    Expr logP = log(model, true);
    Expr logQ = log(guide, false);
    Axis particle = setting.particles().at(0);
    Expr logWeights = logP.minus(logQ);
    Expr bound = Reductions.logMeanExpOver(logWeights, particle);
    Expr weights =
        logWeights.minus(Reductions.logSumExpOver(logWeights, particle)).exp().stopGradient();
    Expr wake = Reductions.sumOver(weights.times(logP.plus(logQ)), particle);
    Expr value = overRows(bound).negate();
    Surrogate surrogate = Surrogate.of(overRows(wake).negate());
    Map<String, Expr> rows = new LinkedHashMap<>(Map.of("bound", bound));
    return new Loss() {
      @Override
      public Expr value() {
        return value;
      }

      @Override
      public Map<String, Expr> partsPerDatum() {
        return rows;
      }

      @Override
      public boolean isWeighted() {
        return true;
      }

      @Override
      public List<String> notes() {
        return List.of("the guide does not descend the bound");
      }

      @Override
      public Surrogate surrogate() {
        return surrogate;
      }
    };
  }

  private Trace run(Program program, String name, Setting setting, Handler latents) {
    Handler data = Give.of(new LinkedHashSet<>(programs.given()), setting::given, latents);
    return Trace.of(program, name, setting, data);
  }

  private static Handler.Answer cut(Handler.Answer drawn) {
    return new Handler.Answer(drawn.value().stopGradient(), drawn.origin());
  }

  /** {@code [particles, rows]}: a guide's given sites are not scored. */
  private static Expr log(Trace run, boolean withGiven) {
    Expr log = Expr.of(0);
    for (Site.Random site : run.randoms()) {
      if (withGiven || site.origin() != Site.Origin.GIVEN) {
        log = log.plus(site.logProb());
      }
    }
    return log;
  }

  private static Expr overRows(Expr value) {
    Expr mean = value;
    for (Axis axis : value.axes()) {
      mean = Reductions.meanOver(mean, axis);
    }
    return mean;
  }
}
