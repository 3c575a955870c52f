package org.jelbo.usage;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;

/** The programs of dsl/TUTORIAL.md, each between its heading and the end. */
final class TutorialPrograms {
  private TutorialPrograms() {}

  static Objective coin() {
    // Tutorial: A coin
    Param logOdds = Param.of("log odds");
    Program model =
        p -> p.plate("tosses", () -> p.sample("heads", Bernoulli.ofLogits(p.param(logOdds))));
    Objective coin = MaximumLikelihood.of(model).given("heads");
    // Tutorial: end
    return coin;
  }

  static Objective loaded() {
    // Tutorial: A loaded die
    Param faces = Param.of("faces", 6).simplex();
    Program model =
        p -> p.plate("throws", () -> p.sample("face", Categorical.ofLogits(p.param(faces).log())));
    Objective die = MaximumLikelihood.of(model).given("face");
    // Tutorial: end
    return die;
  }

  static Objective weights() {
    // Tutorial: A posterior
    Param mean = Param.of("mean");
    Param spread = Param.of("spread").positive();
    Program model =
        p -> {
          Expr weight = p.sample("weight", Normal.of(70, 10));
          p.plate("weighings", () -> p.sample("scale", Normal.of(weight, Expr.of(2))));
        };
    Program guide = p -> p.sample("weight", Normal.of(p.param(mean).times(100), p.param(spread)));
    Objective posterior = Elbo.of(model, guide).given("scale").particles(8);
    // Tutorial: end
    return posterior;
  }

  static Objective regression() {
    // Tutorial: Inputs, and global weights beside rows
    Param centre = Param.of("centre", 2);
    Param spread = Param.of("spread", 2).positive();
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate(
              "rows",
              () -> {
                Expr mean = p.input("x", 2).times(w).sum();
                p.sample("y", Normal.of(mean, Expr.of(0.5)));
              });
        };
    Program guide = p -> p.sample("w", Normal.of(p.param(centre), p.param(spread)));
    Objective regression = Elbo.of(model, guide).given("y");
    // Tutorial: end
    return regression;
  }

  static Objective patients() {
    // Tutorial: Plates in plates
    Param gain = Param.of("gain").constant(0.5);
    Param spread = Param.of("spread").positive();
    Program model =
        p ->
            p.plate(
                "patients",
                () -> {
                  Expr level = p.sample("level", Normal.standard());
                  p.plate("visits", 4, () -> p.sample("reading", Normal.of(level, Expr.of(1))));
                });
    Program guide =
        p ->
            p.plate(
                "patients",
                () -> {
                  Expr mean = p.input("average").times(p.param(gain));
                  p.sample("level", Normal.of(mean, p.param(spread)));
                });
    Objective patients = Elbo.of(model, guide).given("reading");
    // Tutorial: end
    return patients;
  }

  static Objective missing() {
    // Tutorial: Missing entries
    Param mean = Param.of("mean", 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.masked(
                        p.input("seen", 3),
                        () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1)))));
    Objective objective = MaximumLikelihood.of(model).given("x");
    // Tutorial: end
    return objective;
  }

  static Objective ragged() {
    // Tutorial: Rows of different lengths
    Param logOdds = Param.of("log odds");
    Program model =
        p ->
            p.plate(
                "sessions",
                () ->
                    p.plate(
                        "steps",
                        5,
                        () ->
                            p.masked(
                                p.input("within"),
                                () -> p.sample("click", Bernoulli.ofLogits(p.param(logOdds))))));
    Objective clicks = MaximumLikelihood.of(model).given("click");
    // Tutorial: end
    return clicks;
  }

  static Objective series() {
    // Tutorial: A series, its sites named in a loop
    Param pull = Param.of("pull").between(-1, 1);
    Program model =
        p ->
            p.plate(
                "series",
                () -> {
                  Expr before = Expr.of(0);
                  for (int t = 0; t < 6; t++) {
                    before = p.sample("x" + t, Normal.of(before.times(p.param(pull)), Expr.of(1)));
                  }
                });
    Objective series = MaximumLikelihood.of(model).given("x0", "x1", "x2", "x3", "x4", "x5");
    // Tutorial: end
    return series;
  }

  static Objective flat() {
    // Tutorial: A prior without a family
    Param mean = Param.of("mean");
    Program model =
        p -> {
          p.factor("around zero", p.param(mean).abs().negate());
          p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));
        };
    Objective mode = MaximumLikelihood.of(model).given("x");
    // Tutorial: end
    return mode;
  }

  static List<Program> rain() {
    // Tutorial: Parts with prefixes, and experiments
    Program sensor =
        p -> p.sample("reading", Normal.of(p.sample("truth", Normal.of(20, 5)), Expr.of(1)));
    Program model =
        p -> {
          p.within("indoors", () -> sensor.run(p));
          p.within("outdoors", () -> sensor.run(p));
        };
    Program heated = model.doing("indoors/truth", 25);
    // Tutorial: end
    return List.of(model, heated);
  }
}
