package com.example.jelbo;

import java.util.stream.Stream;
import org.jelbo.dsl.contract.HandlerContract;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;

final class AtMeanTest implements HandlerContract {
  private static final Program PROGRAM =
      p -> {
        Expr center = p.sample("center", Normal.standard(2));
        p.plate(
            "rows",
            () -> {
              Expr lifetime = p.sample("lifetime", Weibull.of(center.exp(), Expr.of(1)));
              p.sample("x", Normal.of(lifetime, Expr.of(0.1)));
            });
      };

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("outside of plates", PROGRAM, stage -> new AtMean("center", stage.rest()))
            .answers("center", Site.Origin.REPLAYED),
        Case.of("in a plate", PROGRAM, stage -> new AtMean("lifetime", stage.rest()))
            .answers("lifetime", Site.Origin.REPLAYED));
  }
}
