package org.jelbo.inference.objective;

import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Gradients by score functions are those by enumeration in expectation. */
class ScoreFunctionTest {
  /** Four rows over and over: the mean over rows is one over draws, too. */
  private static final double[][] FOUR = {
    {0.3, -1, 1}, {1.5, 2, 1}, {-0.7, 0.2, 0}, {2.2, -0.4, 1}
  };

  private static final int ROWS = 2000;

  private static Data data() {
    double[] x = new double[2 * ROWS];
    double[] m = new double[ROWS];
    double[] v = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[2 * i] = FOUR[i % 4][0];
      x[2 * i + 1] = FOUR[i % 4][1];
      m[i] = FOUR[i % 4][2];
      v[i] = x[2 * i];
    }
    return Data.of(Column.ofDoubles("x", x, 2), Column.ofDoubles("m", m), Column.ofDoubles("v", v));
  }

  private static void shown(Scope p, boolean isMasked, Runnable body) {
    if (isMasked) {
      p.masked(p.input("m"), body);
    } else {
      body.run();
    }
  }

  /** A label, a coin that depends on it, and a coin for each of two pixels. */
  private static Program model(boolean isMasked) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr y = p.sample("y", OneHotCategorical.ofLogits(p.param(Param.of("prior", 3))));
              Expr c = p.sample("c", Bernoulli.ofLogits(Dense.of("c", 1).apply(p, y).sum()));
              Expr mean = Dense.of("mean", 1).apply(p, y).sum().plus(c.times(1.3));
              Expr step = p.param(Param.of("step").constant(0.7));
              shown(
                  p,
                  isMasked,
                  () ->
                      p.plate(
                          "pixels",
                          2,
                          () -> {
                            Expr d = p.sample("d", Bernoulli.ofLogits(c.minus(0.5)));
                            p.sample("x", Normal.of(mean.plus(d.times(step)), Expr.of(1)));
                          }));
            });
  }

  private static Program guide(boolean isMasked) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr image = p.input("x", 2);
              Expr x = isMasked ? image.keptWhere(p.input("m")) : image;
              Expr y = p.sample("y", OneHotCategorical.ofLogits(Dense.of("qy", 3).apply(p, x)));
              Expr c = p.sample("c", Bernoulli.ofLogits(Dense.of("qc", 1).apply(p, x, y).sum()));
              Expr each = p.param(Param.of("qd").constant(0.2));
              shown(
                  p,
                  isMasked,
                  () ->
                      p.plate("pixels", 2, () -> p.sample("d", Bernoulli.ofLogits(c.plus(each)))));
            });
  }

  private static Elbo elbo(boolean isMasked) {
    return Elbo.of(model(isMasked), guide(isMasked)).given("x");
  }

  /**
   * A way to estimate.
   *
   * @param exact the same bound by enumeration
   */
  record Way(String label, SingleObjective objective, SingleObjective exact) {
    @Override
    public String toString() {
      return label;
    }
  }

  private static Elbo scored(Elbo elbo, Baseline baseline, String... sites) {
    Elbo scored = elbo;
    for (String site : sites) {
      scored = scored.treat(site, Treatment.scoreFunction(baseline));
    }
    return scored;
  }

  private static Iwae weighted(Baseline baseline) {
    return Iwae.of(labels(), labelGuide())
        .given("v")
        .particles(2)
        .treat("y", Treatment.scoreFunction(baseline));
  }

  static Stream<Way> ways() {
    Baseline learned = Baseline.learned(Mlp.of("baseline", 4, 1), "x");
    Elbo plain = elbo(false);
    Elbo masked = elbo(true);
    return Stream.of(
        new Way("one site", scored(plain, Baseline.none(), "y"), plain),
        new Way("one after another", scored(plain, Baseline.none(), "c"), plain),
        new Way("in a plate", scored(plain, Baseline.none(), "d"), plain),
        new Way("two sites", scored(plain, Baseline.none(), "y", "d"), plain),
        new Way("three sites", scored(plain, Baseline.none(), "y", "c", "d"), plain),
        new Way("running mean", scored(plain, Baseline.runningMean(), "y", "c", "d"), plain),
        new Way("learned", scored(plain, learned, "y", "c"), plain),
        new Way("masked", scored(masked, Baseline.none(), "y", "c", "d"), masked),
        new Way(
            "leave-one-out",
            scored(plain, Baseline.leaveOneOut(), "y", "c", "d").particles(3),
            plain),
        new Way("of two particles", weighted(Baseline.none()), new OfTwo(false)),
        new Way("VIMCO", weighted(Baseline.leaveOneOut()), new OfTwo(false)),
        new Way(
            "Renyi",
            Renyi.of(labels(), labelGuide())
                .given("v")
                .particles(2)
                .alpha(0.5)
                .treat("y", Treatment.scoreFunction()),
            new OfTwo(true)),
        new Way(
            "weight on the divergence",
            scored(plain.klWeight(0.5), Baseline.none(), "y", "c", "d"),
            plain.klWeight(0.5)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void gradientsAreThoseByEnumerationInExpectation(Way way) {
    SampledGradients.assertAgree(way.label(), way.objective(), way.exact(), data());
  }

  /** With K particles each of three values: all K-tuples are summed in the exact bound. */
  record OfTwo(boolean isRenyi) implements SingleObjective {
    @Override
    public Programs programs() {
      return Programs.of(p -> {}, p -> {});
    }

    @Override
    public Loss build(Setting setting) {
      Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
      Expr x = setting.input("v", Axes.of(rows), Shape.scalar());
      Expr prior = read(setting, PRIOR);
      Expr means = read(setting, MEANS);
      Expr slopes = read(setting, SLOPES);
      Expr bound = Expr.of(0);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          Expr first = weight(x, prior, means, slopes, i);
          Expr second = weight(x, prior, means, slopes, j);
          Expr q = guide(x, slopes, i).plus(guide(x, slopes, j)).exp();
          Expr top = first.maximum(second);
          double power = isRenyi ? 0.5 : 1;
          Expr mean =
              first
                  .minus(top)
                  .times(power)
                  .exp()
                  .plus(second.minus(top).times(power).exp())
                  .times(0.5)
                  .log()
                  .dividedBy(power)
                  .plus(top);
          bound = bound.plus(q.times(mean));
        }
      }
      Expr value = Reductions.meanOver(bound, rows).times(-1);
      return () -> value;
    }

    private static Expr read(Setting setting, Param param) {
      setting.reads(param, "the exact bound", "ScoreFunctionTest.java");
      return setting.param(param);
    }

    private static Expr entry(Expr vector, int i) {
      double[] one = new double[3];
      one[i] = 1;
      return vector.times(Expr.of(one)).sum();
    }

    private static Expr logSoftmax(Expr logits, int i) {
      return entry(logits, i).minus(logits.exp().sum().log());
    }

    private static Expr guide(Expr x, Expr slopes, int i) {
      Expr logits = Expr.of(new double[] {1, 1, 1}).times(x.reshape(1)).times(slopes);
      return logSoftmax(logits, i);
    }

    private static Expr weight(Expr x, Expr prior, Expr means, Expr slopes, int i) {
      Expr apart = x.minus(entry(means, i));
      return logSoftmax(prior, i)
          .minus(apart.square().times(0.5))
          .minus(0.5 * Math.log(2 * Math.PI))
          .minus(guide(x, slopes, i));
    }
  }

  private static final Param PRIOR = Param.of("prior", 3);
  private static final Param MEANS = Param.of("means", 3);
  private static final Param SLOPES = Param.of("slopes", 3);

  private static Program labels() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr y = p.sample("y", OneHotCategorical.ofLogits(p.param(PRIOR)));
              p.sample("v", Normal.of(y.times(p.param(MEANS)).sum(), Expr.of(1)));
            });
  }

  private static Program labelGuide() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr v = p.input("v");
              p.sample("y", OneHotCategorical.ofLogits(p.param(SLOPES).times(v.reshape(1))));
            });
  }
}
