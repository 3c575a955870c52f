package org.jelbo.inference.training;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Objective;

/** The queries that draw from a model and its guide. */
final class Predictions {
  /** What the names of values begin with that have the axis of the data's rows. */
  static final String ROWS = "rows";

  /** What the names of values begin with that are the same for all rows. */
  private static final String ONCE = "once";

  private final Objective objective;

  Predictions(Objective objective) {
    this.objective = objective;
  }

  /** The model, everything drawn. */
  Query sample() {
    return new Query("sample", Axes.NONE, setting -> described(model(setting, draw(setting))))
        .about(objective);
  }

  /** The guide, given sites taking the data. */
  Query encode() {
    return new Query("encode", Axes.NONE, setting -> described(guide(setting))).about(objective);
  }

  /** The model at the guide's latents, given sites drawn anew. */
  Query reconstruct() {
    return new Query(
            "reconstruct",
            Axes.NONE,
            setting -> described(model(setting, Replay.of(guide(setting), draw(setting)))))
        .about(objective);
  }

  private Trace model(Setting setting, Handler handler) {
    return Trace.of(objective.programs().model(), "the model", setting, handler);
  }

  private Trace guide(Setting setting) {
    Set<String> given = new LinkedHashSet<>(objective.programs().given());
    return Trace.of(
        objective.programs().guide(),
        "the guide",
        setting,
        Give.of(
            given,
            site -> setting.input(site.name(), site.plates(), site.distribution().eventShape()),
            draw(setting)));
  }

  private static Draw draw(Setting setting) {
    return Draw.of(setting.noise());
  }

  private static Map<String, Expr> described(Trace trace) {
    Map<String, Expr> values = new LinkedHashMap<>();
    for (Site site : trace.sites()) {
      String part = (hasRows(site.value()) ? ROWS : ONCE) + "/";
      if (!(site instanceof Site.Input)) {
        values.put(part + "draw/" + site.name(), site.value());
      }
      if (site instanceof Site.Random random) {
        Distribution distribution = random.distribution();
        values.put(part + "mean/" + site.name(), along(random, distribution.mean()));
        values.put(part + "variance/" + site.name(), along(random, distribution.variance()));
      }
    }
    return values;
  }

  private static boolean hasRows(Expr value) {
    return value.axes().hasRows();
  }

  /** A moment repeated along the axes of the site's draw, which it may lack: zeros are added. */
  private static Expr along(Site.Random site, Expr moment) {
    return moment.plus(site.value().lessThan(site.value()));
  }
}
