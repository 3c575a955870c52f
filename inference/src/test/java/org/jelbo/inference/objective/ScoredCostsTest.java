package org.jelbo.inference.objective;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** All of the loss that follows from a scored draw is counted, wherever it stands. */
class ScoredCostsTest {
  private static final int ROWS = 2000;

  static Data data(int rows) {
    double[][] four = {{0.3, 0.5}, {1.5, 1}, {-0.7, 0}, {2.2, 0.25}};
    double[] x = new double[rows];
    double[] m = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = four[i % 4][0];
      m[i] = four[i % 4][1];
    }
    return Data.of(Column.ofDoubles("x", x), Column.ofDoubles("m", m));
  }

  /**
   * Two programs.
   *
   * @param site that is scored
   * @param particles 1 where rows are many, many where they are few
   */
  record Case(
      String label,
      Program model,
      Program guide,
      String site,
      int particles,
      SingleObjective exact) {
    Case(String label, Program model, Program guide, String site, int particles) {
      this(label, model, guide, site, particles, Elbo.of(model, guide).given("x"));
    }

    Elbo elbo() {
      return Elbo.of(model, guide).given("x");
    }

    Data data() {
      return ScoredCostsTest.data(particles == 1 ? ROWS : 4);
    }

    @Override
    public String toString() {
      return label;
    }
  }

  static Program rows(Consumer<Scope> body) {
    return p -> p.plate("rows", () -> body.accept(p));
  }

  static Expr coin(Scope p, String name, Expr logits) {
    return p.sample(name, Bernoulli.ofLogits(logits));
  }

  static void seen(Scope p, Expr mean) {
    p.sample("x", Normal.of(mean, Expr.of(1)));
  }

  static Expr logit(Scope p, String name) {
    return p.param(Param.of(name).constant(0.4));
  }

  private static Expr net(Scope p, String name, Expr... inputs) {
    Expr[] rows = Stream.of(inputs).map(each -> each.reshape(1)).toArray(Expr[]::new);
    return Dense.of(name, 1).apply(p, rows).sum();
  }

  /** The cost of x depends on the draw of y by the weights of the values of c alone. */
  private static Case byWeights() {
    return new Case(
        "by weights",
        rows(
            p -> {
              coin(p, "y", logit(p, "y"));
              Expr c = coin(p, "c", logit(p, "c"));
              seen(p, c.times(3));
            }),
        rows(
            p -> {
              Expr y = coin(p, "y", net(p, "qy", p.input("x")));
              coin(p, "c", y.times(2).minus(1));
            }),
        "y",
        1);
  }

  /** One divergence in closed form for all indices of a plate. */
  private static Case alikeInPlate() {
    return new Case(
        "alike in a plate",
        rows(
            p -> {
              Expr y = coin(p, "y", logit(p, "y"));
              p.plate("pixels", 3, () -> p.sample("z", Normal.of(0, 1)));
              seen(p, y);
            }),
        rows(
            p -> {
              Expr y = coin(p, "y", net(p, "qy", p.input("x")));
              p.plate("pixels", 3, () -> p.sample("z", Normal.of(y.times(2), Expr.of(1))));
            }),
        "y",
        1);
  }

  /** One divergence in closed form for all rows, and a draw for all of them. */
  private static Case alikeInRows() {
    return new Case(
        "alike in rows",
        p -> {
          coin(p, "y", logit(p, "y"));
          p.plate(
              "rows",
              () -> {
                p.sample("z", Normal.of(0, 1));
                seen(p, Expr.of(0));
              });
        },
        p -> {
          Expr y = coin(p, "y", p.param(Param.of("qy").constant(0.3)));
          p.plate("rows", () -> p.sample("z", Normal.of(y.times(2), Expr.of(1))));
        },
        "y",
        3000);
  }

  private static Case factorInRows() {
    return new Case(
        "factor in rows",
        p -> {
          Expr y = coin(p, "y", logit(p, "y"));
          p.plate(
              "rows",
              () -> {
                p.factor("f", y.times(1.5));
                seen(p, Expr.of(0));
              });
        },
        p -> coin(p, "y", p.param(Param.of("qy").constant(0.3))),
        "y",
        3000);
  }

  /** A density that counts in part: the draw's own does not change. */
  private static Case countedInPart() {
    return new Case(
        "counted in part",
        rows(
            p ->
                p.masked(
                    p.input("m"),
                    () -> {
                      Expr y = coin(p, "y", logit(p, "y"));
                      seen(p, y.times(3));
                    })),
        rows(
            p -> {
              Expr x = p.input("x");
              p.masked(p.input("m"), () -> coin(p, "y", net(p, "qy", x)));
            }),
        "y",
        1);
  }

  /** What is not counted itself moves what is. */
  private static Case notCounted() {
    return new Case(
        "not counted",
        rows(
            p -> {
              Expr m = p.input("m");
              p.masked(Expr.of(1).minus(Masks.isZero(m)), () -> coin(p, "y", logit(p, "y")));
              Expr c = coin(p, "c", logit(p, "c"));
              seen(p, c.times(3));
            }),
        rows(
            p -> {
              Expr m = p.input("m");
              Expr x = p.input("x");
              Expr[] y = new Expr[1];
              p.masked(
                  Expr.of(1).minus(Masks.isZero(m)), () -> y[0] = coin(p, "y", net(p, "qy", x)));
              coin(p, "c", y[0].times(2).minus(1));
            }),
        "y",
        1);
  }

  /** Each index of a plate costs by what is drawn for all of them. */
  private static Case takenTogether() {
    Program apart =
        rows(
            p -> {
              Expr a = coin(p, "a", logit(p, "y"));
              Expr b = coin(p, "b", logit(p, "y"));
              Expr sum = a.plus(b);
              p.factor("f", a.plus(b).plus(0.6).times(sum).times(2));
              seen(p, sum);
            });
    Program guideApart =
        rows(
            p -> {
              Expr logits = p.param(Param.of("qy").constant(0.3));
              coin(p, "a", logits);
              coin(p, "b", logits);
            });
    return new Case(
        "taken together",
        rows(
            p -> {
              Expr[] y = new Expr[1];
              p.plate("pixels", 2, () -> y[0] = coin(p, "y", logit(p, "y")));
              Expr sum = sumOver(y[0], "pixels");
              p.plate("pixels", 2, () -> p.factor("f", y[0].plus(0.3).times(sum).times(2)));
              seen(p, sum);
            }),
        rows(p -> p.plate("pixels", 2, () -> coin(p, "y", p.param(Param.of("qy").constant(0.3))))),
        "y",
        1,
        Elbo.of(apart, guideApart).given("x"));
  }

  private static Expr sumOver(Expr value, String plate) {
    for (Axis axis : value.axes()) {
      if (axis instanceof Axis.Plate found && found.name().equals(plate)) {
        return Reductions.sumOver(value, axis);
      }
    }
    throw new AssertionError(plate);
  }

  private static final Param PRIOR = Param.of("y").constant(0.4);
  private static final Param PROPOSED = Param.of("qy").constant(0.3);

  /** Each row costs by what is drawn for all of them. */
  private static Case rowsTogether() {
    return new Case(
        "rows together",
        rows(
            p -> {
              Expr y = coin(p, "y", p.param(PRIOR));
              seen(p, sumOver(y, "rows"));
            }),
        rows(p -> coin(p, "y", p.param(PROPOSED))),
        "y",
        3000,
        new OfFour());
  }

  /** A site of the model alone, which is summed out, depends on the draw. */
  private static Case summedOut() {
    return new Case(
        "summed out",
        rows(
            p -> {
              Expr y = coin(p, "y", logit(p, "y"));
              Expr c = coin(p, "c", y.times(2).minus(net(p, "c", y)));
              seen(p, c.times(3).plus(y));
            }),
        rows(p -> coin(p, "y", net(p, "qy", p.input("x")))),
        "y",
        1);
  }

  /** The sum of four coins has a known mean and variance. */
  private record OfFour() implements SingleObjective {
    @Override
    public Programs programs() {
      return Programs.of(p -> {}, p -> {});
    }

    @Override
    public Loss build(Setting setting) {
      Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
      Expr x = setting.input("x", Axes.of(rows), Shape.scalar());
      Expr prior = read(setting, PRIOR);
      Expr proposed = read(setting, PROPOSED);
      Expr q = proposed.sigmoid();
      Expr not = Expr.of(1).minus(q);
      Expr kl = q.times(q.log().minus(prior.sigmoid().log()));
      kl = kl.plus(not.times(not.log().minus(prior.times(-1).sigmoid().log())));
      Expr squares = x.minus(q.times(4)).square().plus(q.times(not).times(4));
      Expr value = Reductions.meanOver(squares, rows).times(0.5).plus(kl);
      return () -> value;
    }

    private static Expr read(Setting setting, Param param) {
      setting.reads(param, "the exact bound", "ScoredCostsTest.java");
      return setting.param(param);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        byWeights(),
        alikeInPlate(),
        alikeInRows(),
        factorInRows(),
        countedInPart(),
        notCounted(),
        takenTogether(),
        rowsTogether(),
        summedOut());
  }

  /** Its density depends on a draw that is differentiated, by way of which its score is, too. */
  @Test
  void theScoreIsDifferentiatedByWayOfPathwiseDraws() {
    Program model =
        rows(
            p -> {
              Expr z = p.sample("z", Normal.of(0, 1));
              Expr y = coin(p, "y", z.plus(logit(p, "y")));
              seen(p, y.times(3).plus(z));
            });
    Program guide =
        rows(
            p -> {
              Expr mean = p.input("x").times(p.param(Param.of("qz").constant(0.4)));
              Expr z = p.sample("z", Normal.of(mean, Expr.of(0.7)));
              coin(p, "y", z.times(p.param(Param.of("qy").constant(1.4))));
            });
    Elbo exact = Elbo.of(model, guide).given("x");
    Elbo scored = exact.treat("y", Treatment.scoreFunction(Baseline.none()));
    SampledGradients.assertAgree("by z", scored, exact.particles(300), data(ROWS));
  }

  @Test
  void aBaselineHasParametersOfItsOwn() {
    Case one = countedInPart();
    Baseline baseline = Baseline.learned(Dense.of("qy", 1), "seen");
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.deterministic("seen", p.input("x").reshape(1));
                  p.masked(p.input("m"), () -> coin(p, "y", net(p, "qy", p.input("x"))));
                });
    Elbo scored =
        Elbo.of(one.model(), guide).given("x").treat("y", Treatment.scoreFunction(baseline));
    SampledGradients.assertAgree("own", scored, one.exact(), one.data());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsGradientIsThatByEnumeration(Case one) {
    Elbo scored = one.elbo().treat(one.site(), Treatment.scoreFunction(Baseline.none()));
    SampledGradients.assertAgree(
        one.label(), scored.particles(one.particles()), one.exact(), one.data());
  }
}
