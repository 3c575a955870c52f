package org.jelbo.dsl.program;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.HandlerContract;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;

/** The handlers that there are, held to what is relied on of any. */
final class HandlerContractTest implements HandlerContract {
  private static final Program PROGRAM =
      p -> {
        Expr w = p.sample("w", Normal.standard(2));
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.of(w, Expr.of(2)));
              p.plate("bits", 3, () -> p.sample("b", Bernoulli.ofLogits(z)));
            });
      };

  private static final Program FINITE =
      p -> {
        Expr c = p.sample("c", Categorical.uniform(3));
        p.plate(
            "rows", () -> p.plate("bits", 2, () -> p.sample("b", Bernoulli.ofLogits(c.minus(1)))));
      };

  private static final Expr PAIR = Expr.of(new double[] {1, -1});

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        drawn("draw", stage -> Draw.of(stage.noise())),
        drawn("draw along particles", stage -> Draw.of(stage.noise()).along(Axes.of(PARTICLES))),
        Case.of("give", PROGRAM, stage -> Give.of(Set.of("z"), request -> PAIR, stage.rest()))
            .answers("z", Site.Origin.GIVEN),
        Case.of("replay of all", PROGRAM, stage -> Replay.of(stage.drawn(), stage.rest()))
            .answers("w", Site.Origin.REPLAYED)
            .answers("z", Site.Origin.REPLAYED)
            .answers("b", Site.Origin.REPLAYED),
        Case.of("do", PROGRAM, stage -> Do.of("w", PAIR, stage.rest()))
            .answers("w", Site.Origin.SET),
        Case.of("block", PROGRAM, stage -> Block.of(Set.of("b"), stage.rest()))
            .answers("b", Site.Origin.HIDDEN),
        Case.of("substitute", PROGRAM, stage -> Substitute.of(Map.of("w", PAIR), stage.rest()))
            .answers("w", Site.Origin.REPLAYED),
        Case.of("enumerate", FINITE, stage -> Enumerate.of(stage.evaluation().graph(), 3))
            .answers("c", Site.Origin.ENUMERATED)
            .answers("b", Site.Origin.ENUMERATED));
  }

  private static Case drawn(String name, Function<Stage, Handler> handler) {
    return Case.of(name, PROGRAM, handler)
        .answers("w", Site.Origin.DRAWN)
        .answers("z", Site.Origin.DRAWN)
        .answers("b", Site.Origin.DRAWN);
  }
}
