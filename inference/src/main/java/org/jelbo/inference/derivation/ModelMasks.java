package org.jelbo.inference.derivation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/**
 * The masks that a model puts on what its guide reads, for runs of the guide by itself. The model
 * runs beside such a run only where that matters, since its columns may lack.
 *
 * @param given the sites that take the data
 */
public record ModelMasks(Program model, Program guide, Set<String> given) {
  /** Copies the names. */
  public ModelMasks {
    given = Set.copyOf(given);
  }

  /**
   * What a run of the guide must hold.
   *
   * @param run of the guide
   * @param known masks by site, in the place of those of the run
   */
  public MaskChecks checks(Trace run, Map<String, Expr> known, Setting setting) {
    return isReadByGuide(setting)
        ? MaskChecks.ofGuide(given, run, modelRun(run, setting), known)
        : MaskChecks.none(run, run);
  }

  /**
   * The mask of a site, the model's and the guide's multiplied; empty where neither has one.
   *
   * @param site of the guide's run
   * @param run of the guide
   */
  Optional<Expr> of(Site.Random site, Trace run, Setting setting) {
    Optional<Expr> own = Optional.ofNullable(site.mask());
    Optional<Expr> models =
        isMaskedInModel(site.name(), setting)
            ? modelRun(run, setting).random(site.name()).map(Site.Random::mask)
            : Optional.empty();
    if (own.isPresent() && models.isPresent()) {
      return Optional.of(own.get().times(models.get()));
    }
    return own.or(() -> models);
  }

  private boolean isReadByGuide(Setting setting) {
    try (DrySetting dry = DrySetting.along(setting.particles())) {
      Trace run = guideRun(dry);
      return !MaskChecks.ofGuide(given, run, modelRun(run, dry), Map.of()).isEmpty();
    }
  }

  private boolean isMaskedInModel(String site, Setting setting) {
    try (DrySetting dry = DrySetting.along(setting.particles())) {
      return modelRun(guideRun(dry), dry)
          .random(site)
          .filter(random -> random.mask() != null)
          .isPresent();
    }
  }

  private Trace guideRun(Setting setting) {
    return Trace.of(guide, Runs.GUIDE, setting, give(setting, draw(setting)));
  }

  private Trace modelRun(Trace run, Setting setting) {
    return Trace.of(model, Runs.MODEL, setting, give(setting, Replay.of(run, draw(setting))));
  }

  private Handler give(Setting setting, Handler rest) {
    return Give.of(given, site -> setting.given(site), rest);
  }

  private static Handler draw(Setting setting) {
    return Draw.of(setting.noise()).along(setting.particles());
  }
}
