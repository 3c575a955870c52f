package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.MultiplyAdds;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Work;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Multiply-adds of derived terms against counts by hand. */
final class WorkTest {
  private static final int PIXELS = 6;
  private static final int LATENTS = 2;
  private static final Axis PARTICLES = new Axis.Particles("particles");

  private static Work work(Program model, Program guide, long particles) {
    Axes axes = particles == 1 ? Axes.NONE : Axes.of(PARTICLES);
    Extents sizes = Extents.NONE.with(PARTICLES, particles);
    Rules rules =
        particles == 1 ? Rules.of(Divergences.standard()) : Rules.weighted(Rules.Weights.IN_PLATES);
    BoundRequest request = new BoundRequest(model, guide, Set.of("x"), rules);
    return Work.of(
            rows -> {
              try (DrySetting dry = DrySetting.along(axes, Set.of(), sizes.withRows(rows))) {
                Stream<Term> terms = Derivation.of(request, dry).terms().stream();
                return MultiplyAdds.of(terms.map(term -> term.cost().value()).toList());
              }
            })
        .orElseThrow();
  }

  private static Program guide() {
    return p ->
        p.plate(
            "images",
            () ->
                p.sample(
                    "z",
                    SmallVae.gaussian(
                        Dense.of("enc", 2L * LATENTS).apply(p, p.input("x", PIXELS)))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 50})
  void theDecoderWorksForEveryParticle(long particles) {
    SmallVae vae = new SmallVae(PIXELS, 7, 1, LATENTS);
    long encoder = 6 * 7 + 7 * 4;
    long decoder = 2 * 7 + 7 * 6;
    assertThat(work(vae.model(), vae.guide(), particles))
        .isEqualTo(new Work(encoder + particles * decoder, 0));
  }

  @Test
  void whatNoRowHasIsCountedOnce() {
    Program model =
        p -> {
          Expr means = Dense.of("means", LATENTS).apply(p, p.param(Param.of("pseudo", 9)));
          p.plate(
              "images",
              () -> {
                Expr z = p.sample("z", Normal.of(means, Expr.of(1)));
                p.sample("x", Bernoulli.ofLogits(Mlp.of("dec", 7, PIXELS).apply(p, z)));
              });
        };
    assertThat(work(model, guide(), 1)).isEqualTo(new Work(6 * 4 + 2 * 7 + 7 * 6, 9 * 2));
  }

  @Test
  void innerPlatesCountForEachOfTheirPlaces() {
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z = p.sample("z", Normal.standard(LATENTS));
                  p.plate(
                      "views",
                      3,
                      () -> {
                        Expr w = p.sample("w", Normal.standard(LATENTS));
                        p.sample("x", Bernoulli.ofLogits(Dense.of("dec", 4).apply(p, z, w)));
                      });
                });
    Program guide =
        p ->
            p.plate(
                "images",
                () -> {
                  p.sample("z", Normal.standard(LATENTS));
                  p.plate("views", 3, () -> p.sample("w", Normal.standard(LATENTS)));
                });
    assertThat(work(model, guide, 1)).isEqualTo(new Work(2 * 4 + 3 * 2 * 4, 0));
    assertThat(work(model, guide, 5)).isEqualTo(new Work(5 * (2 * 4 + 3 * 2 * 4), 0));
  }

  /** Squares, entries and one, times the components' factors; and the middle of the means. */
  @Test
  void mixturesOfNormalRowsAreProducts() {
    Program model =
        p -> {
          Expr means = p.param(Param.of("means", 9, LATENTS));
          Expr deviations = p.param(Param.of("deviations", 9, LATENTS)).exp();
          p.plate(
              "images",
              () -> {
                Expr z = p.sample("z", Mixture.ofRows(Normal.of(means, deviations)));
                p.sample("x", Bernoulli.ofLogits(Dense.of("dec", PIXELS).apply(p, z)));
              });
        };
    assertThat(work(model, guide(), 1)).isEqualTo(new Work(6 * 4 + (2 + 2 + 1) * 9 + 2 * 6, 9 * 2));
  }

  /** A draw, {@code L e}, for each row; the closed form has no rows. */
  @Test
  void covariancesAreProducts() {
    Program latent =
        p -> {
          Expr scale = p.param(Param.of("scale", LATENTS, LATENTS));
          p.plate(
              "images",
              () ->
                  p.sample(
                      "z",
                      MultivariateNormal.ofMeanAndScaleTril(
                          Expr.filled(0, scale.eventShape().take(1)), scale)));
        };
    Program model =
        p ->
            p.plate(
                "images",
                () -> {
                  Expr z = p.sample("z", Normal.standard(LATENTS));
                  p.sample("x", Bernoulli.ofLogits(Dense.of("dec", PIXELS).apply(p, z)));
                });
    Work found = work(model, latent, 1);
    assertThat(found.perRow()).isEqualTo(2 * 2 + 2 * 6);
  }

  @Test
  void countsThatDoNotLieOnLinesAreNoWork() {
    assertThat(Work.of(rows -> OptionalLong.of(7 * rows + 5))).contains(new Work(7, 5));
    assertThat(Work.of(rows -> OptionalLong.of(rows * rows))).isEmpty();
    for (long missing : List.of(2L, 3L, 4L)) {
      assertThat(Work.of(rows -> rows == missing ? OptionalLong.empty() : OptionalLong.of(rows)))
          .isEmpty();
    }
  }
}
