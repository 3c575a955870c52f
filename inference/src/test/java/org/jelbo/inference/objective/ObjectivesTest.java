package org.jelbo.inference.objective;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.contract.ObjectiveContract;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.SmallVae;

/** The objectives that there are, and one of someone else, held to what is relied on of any. */
final class ObjectivesTest implements ObjectiveContract {
  private static final double[] PIXELS = {
    1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0
  };
  private static final Data IMAGES = Data.of(Column.ofDoubles("x", PIXELS, 6));
  private static final Data PAIRS = Data.of(Column.ofDoubles("x", new double[] {1, -2, 0.5, 3}, 2));

  private static double part(Map<String, Double> parts, String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  @Override
  public Stream<Case> cases() {
    SmallVae vae = SmallVae.tiny();
    Program mean =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr m = p.param(Param.of("mean", 2));
                  p.sample("x", Normal.of(m, Expr.of(1.5)));
                });
    Iwae iwae = Iwae.of(vae.model(), vae.guide()).given("x").particles(3);
    return Stream.of(
        Case.of("bound", vae.elbo(), IMAGES),
        Case.of("bound of three particles", vae.elbo().particles(3), IMAGES),
        Case.of("bound with a weight", vae.elbo().klWeight(2), IMAGES)
            .value(parts -> 2 * part(parts, "kl") + part(parts, "rec")),
        Case.of("importance-weighted bound", iwae, IMAGES).value(parts -> -part(parts, "bound")),
        Case.of(
                "Renyi bound",
                Renyi.of(vae.model(), vae.guide()).given("x").particles(3).alpha(0.5),
                IMAGES)
            .value(parts -> -part(parts, "bound")),
        Case.of("likelihood", MaximumLikelihood.of(mean).given("x"), PAIRS),
        Case.of("one of someone else", OwnObjective.squares(), PAIRS));
  }
}
