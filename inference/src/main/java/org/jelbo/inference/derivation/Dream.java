package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;
import org.tensorflow.ndarray.Shape;

/**
 * Draws of a model in the place of data: one for each row, cut off from parameters, and how a guide
 * scores their latents where it reads them.
 *
 * @param model its run, in which everything is drawn
 * @param guide its run, in which everything takes what the model drew
 */
public record Dream(Trace model, Trace guide) {
  /** The name of its noise: it shares none with draws of the guide. */
  private static final String NOISE = "dream/";

  /** Runs the model, and then the guide on what it drew. */
  public static Dream of(Program model, Program guide, Setting setting) {
    Handler draw = Draw.of((path, axes) -> setting.noise().stream(NOISE + path, axes));
    Trace drawn =
        Trace.of(
            model,
            Runs.MODEL,
            setting,
            site -> {
              Handler.Answer answer = draw.answer(site);
              return new Handler.Answer(answer.value().stopGradient(), answer.origin());
            });
    Map<String, Expr> values = new LinkedHashMap<>();
    drawn.randoms().forEach(site -> values.put(site.name(), site.value()));
    Trace scored = Trace.of(guide, Runs.GUIDE, new Dreamt(setting, values), Replay.of(drawn, draw));
    return new Dream(drawn, scored);
  }

  /** {@code log q} of all that the guide samples, {@code [rows]}. */
  public Expr logGuide() {
    Expr sum = Expr.of(0);
    for (Site.Random site : guide.randoms()) {
      Expr log = site.logProb();
      for (Axis axis : log.axes()) {
        boolean isRows = axis instanceof Axis.Plate plate && plate.isOfData();
        log = isRows ? log : Reductions.sumOver(log, axis);
      }
      sum = sum.plus(log);
    }
    return sum;
  }

  /** A setting whose columns are what a model drew, where it drew them. */
  private static final class Dreamt extends Forwarded {
    private final Map<String, Expr> drawn;

    Dreamt(Setting setting, Map<String, Expr> drawn) {
      super(setting);
      this.drawn = drawn;
    }

    @Override
    public Expr input(String name, Axes plates, Shape eventShape) {
      Expr value = drawn.get(name);
      return value == null
          ? super.input(name, plates, eventShape)
          : Expr.of(value.operand(), plates, eventShape);
    }
  }
}
