package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.compilation.Found;
import org.jelbo.inference.compilation.Outputs;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.derivation.TakenTogether;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.tensorflow.ndarray.Shape;

/**
 * The query for what a {@link Predictive} wants of a model and its guide.
 *
 * @param programs which are run
 * @param kind whose latents are drawn
 * @param set the sites that are set from outside, to values that are fed under their names
 */
record DrawsQuery(
    String name, Axes particles, Programs programs, Predictive.Kind kind, Set<String> set)
    implements Query<Draws> {
  /**
   * The query.
   *
   * @param objective whose programs are run
   */
  static DrawsQuery of(Objective objective, Predictive wanted) {
    Axes draws = wanted.hasDraws() ? Axes.of(new Axis.Particles(Predictive.DRAWS)) : Axes.NONE;
    return new DrawsQuery(
        Query.about(objective, name(wanted.kind())),
        draws,
        objective.programs(),
        wanted.kind(),
        new LinkedHashSet<>(wanted.doings().keySet()));
  }

  private static String name(Predictive.Kind kind) {
    return switch (kind) {
      case PRIOR -> "sample";
      case GUIDE -> "encode";
      case POSTERIOR, IMPUTED -> "reconstruct";
    };
  }

  @Override
  public Outputs<Draws> build(Setting setting) {
    DrawingRun run = Drawing.run(this, setting);
    TakenTogether.checkValues(run.values(), setting);
    Map<String, Drawn> sites = new LinkedHashMap<>();
    for (Site site : run.values().sites()) {
      if (site instanceof Site.Random || site instanceof Site.Deterministic) {
        Expr filled = filling(site.plates(), site.value(), setting);
        Expr value = sites.isEmpty() ? run.guarded(filled) : filled;
        sites.put(site.name(), Drawn.of(site, value, run, setting.particles()));
      }
    }
    if (sites.isEmpty()) {
      throw Messages.nothingToDraw(run.values().program());
    }
    List<Expr> values = new ArrayList<>();
    sites.values().forEach(site -> values.addAll(site.all()));
    return Outputs.of(values, found -> draws(sites, found));
  }

  private static Draws draws(Map<String, Drawn> sites, Found found) {
    Map<String, SiteDraws> draws = new LinkedHashMap<>();
    sites.forEach((name, site) -> draws.put(name, site.read(found)));
    return new Draws(draws);
  }

  /** Along all plates of its site: a value that is set, or follows from one, may be one for all. */
  private static Expr filling(Axes plates, Expr value, Setting setting) {
    if (value.axes().containsAll(plates)) {
      return value;
    }
    Expr numbers = setting.noise().stream("sizes of plates", plates).uniform(Shape.scalar());
    return value.plus(numbers.lessThan(Expr.of(0)));
  }

  /**
   * What is computed of a site.
   *
   * @param rows which dim of the values the rows of the data are
   */
  private record Drawn(
      OptionalInt rows,
      Expr value,
      Map<Moment, Expr> moments,
      Map<Moment, JelboException> refused) {
    static Drawn of(Site site, Expr value, DrawingRun run, Axes draws) {
      Map<Moment, Expr> moments = new EnumMap<>(Moment.class);
      Map<Moment, JelboException> refused = new EnumMap<>(Moment.class);
      if (site instanceof Site.Random random) {
        Optional<Site.Random> source = run.source(random);
        // A moment may lack axes of the draw: zeros along them are added.
        Expr zeros = Masks.zerosLike(value);
        for (Moment moment : Moment.values()) {
          try {
            Site.Random drawn = source.orElseThrow(() -> Messages.drawnGivenData(random));
            moments.put(moment, moment.of(drawn.distribution()));
          } catch (JelboException e) {
            // Many a family has none in closed form and is trained all the same.
            refused.put(moment, e);
          }
        }
        moments.replaceAll((moment, of) -> of.plus(zeros));
      }
      return new Drawn(rows(value.axes(), draws), value, moments, refused);
    }

    private static OptionalInt rows(Axes axes, Axes draws) {
      if (!axes.hasRows()) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(draws.size() > 0 && axes.containsAll(draws) ? 1 : 0);
    }

    Collection<Expr> all() {
      List<Expr> all = new ArrayList<>(List.of(value));
      all.addAll(moments.values());
      return all;
    }

    SiteDraws read(Found found) {
      Map<Moment, Values> numbers = new EnumMap<>(Moment.class);
      moments.forEach((moment, of) -> numbers.put(moment, found.of(of)));
      return new SiteDraws(rows, found.of(value), numbers, refused);
    }
  }
}
