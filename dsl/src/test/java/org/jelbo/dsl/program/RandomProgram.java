package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;

/**
 * A program made from a seed: plates in plates, masks in masks, prefixes, loops of named sites,
 * factors, and sites that depend on any that are in sight.
 */
final class RandomProgram implements Program {
  private static final int DEEPEST = 3;
  private static final int STATEMENTS = 4;

  /**
   * What a run declared.
   *
   * @param name with prefixes
   * @param isNormal whether location is a mean, else the logit of a Bernoulli
   * @param plates it stands in
   * @param location mean, logit, or the value of a factor
   * @param value what was drawn; that of a factor itself
   * @param masks it counts where all of them are not 0
   */
  record Declared(
      String name, boolean isNormal, Axes plates, Expr location, Expr value, List<Expr> masks) {
    boolean isFactor() {
      return location == value;
    }
  }

  private final long seed;
  private final List<Declared> declared = new ArrayList<>();

  RandomProgram(long seed) {
    this.seed = seed;
  }

  /** Of the last run. */
  List<Declared> declared() {
    return declared;
  }

  @Override
  public void run(Scope p) {
    declared.clear();
    Writer writer = new Writer(p, new SplittableRandom(seed));
    writer.block(Place.TOP, List.of());
  }

  /** Where statements stand. */
  private record Place(String prefix, int depth, Axes plates, List<Expr> masks) {
    static final Place TOP = new Place("", 0, Axes.NONE, List.of());

    Place within(String name) {
      return new Place(prefix + name + "/", depth + 1, plates, masks);
    }

    Place in(Axis plate) {
      return new Place(prefix, depth + 1, plates.union(Axes.of(plate)), masks);
    }

    Place masked(Expr keep) {
      List<Expr> more = new ArrayList<>(masks);
      more.add(keep);
      return new Place(prefix, depth + 1, plates, more);
    }
  }

  private final class Writer {
    private final Scope p;
    private final SplittableRandom random;
    private int names;

    Writer(Scope p, SplittableRandom random) {
      this.p = p;
      this.random = random;
    }

    /** Some statements in a row, which see those before them. */
    void block(Place place, List<Expr> outer) {
      List<Expr> seen = new ArrayList<>(outer);
      for (int i = 0; i < STATEMENTS; i++) {
        int choice = random.nextInt(place.depth() < DEEPEST ? 7 : 4);
        if (choice < 2 || seen.isEmpty()) {
          seen.add(sample(place, seen));
        } else if (choice == 2) {
          factor(place, seen);
        } else if (choice == 3) {
          loop(place, seen);
        } else {
          nested(choice, place, seen);
        }
      }
    }

    private void nested(int choice, Place place, List<Expr> seen) {
      if (choice == 4) {
        String name = "in" + names++;
        p.within(name, () -> block(place.within(name), seen));
      } else if (choice == 5) {
        Expr isKept = seen.get(random.nextInt(seen.size())).lessThan(Expr.of(0.3));
        Expr keep = random.nextBoolean() ? isKept : isKept.times(0.7);
        p.masked(keep, () -> block(place.masked(keep), seen));
      } else if (place.plates().size() == 0 && random.nextBoolean()) {
        Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
        p.plate("rows", () -> block(place.in(rows), seen));
      } else {
        String name = "plate" + names++;
        int size = 2 + random.nextInt(2);
        Axis plate = new Axis.Plate(name, place.plates().size(), size);
        p.plate(name, size, () -> block(place.in(plate), seen));
      }
    }

    private void loop(Place place, List<Expr> seen) {
      List<Expr> last = seen;
      for (int t = 0; t < 3; t++) {
        last = List.of(sample(place, last));
      }
      seen.addAll(last);
    }

    private Expr sample(Place place, List<Expr> seen) {
      String name = "s" + names++;
      Expr location = combined(seen);
      boolean isNormal = random.nextInt(3) > 0;
      Expr value =
          p.sample(
              name, isNormal ? Normal.of(location, Expr.of(0.7)) : Bernoulli.ofLogits(location));
      declare(place, name, isNormal, location, value);
      return value;
    }

    private void factor(Place place, List<Expr> seen) {
      String name = "f" + names++;
      Expr value = combined(seen).square().times(-0.2);
      p.factor(name, value);
      declare(place, name, false, value, value);
    }

    private void declare(Place place, String name, boolean isNormal, Expr location, Expr value) {
      declared.add(
          new Declared(
              place.prefix() + name, isNormal, place.plates(), location, value, place.masks()));
    }

    private Expr combined(List<Expr> seen) {
      Expr sum = Expr.of(random.nextDouble() - 0.5);
      for (Expr value : seen) {
        if (random.nextBoolean()) {
          sum = sum.plus(value.times(random.nextDouble() - 0.5));
        }
      }
      return sum;
    }
  }
}
