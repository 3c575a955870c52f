package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Values that a program computes of several rows or draws together. */
class WrongReductionsTest {
  @Test
  void sumOfBatch() {
    Param mean = Param.of("mean");
    Program model =
        p -> {
          List<Expr> seen = new ArrayList<>();
          p.plate("rows", () -> seen.add(p.sample("x", Normal.of(p.param(mean), Expr.of(1)))));
          Expr all = Reductions.sumOver(seen.get(0), seen.get(0).axes().at(0));
          p.factor("size", all.times(-0.1));
        };
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3, 4}));
    MaximumLikelihood likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at factor 'size' in the model (WrongReductionsTest.java: p.factor("size", all.times(-0.1));):
              expected what holds for a row, or all rows of the data at once, because it is computed from several rows together, such as their sum, of which a batch has another, but a run sees some of the rows
              try: a batch of all rows in one shard; or what is known of all rows as a constant, as a column that every row has, or as a site or parameter outside the plate""");
  }

  @Test
  void meanOfSomeRowsMeasured() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  Expr centred = x.minus(Reductions.meanOver(x, x.axes().at(0)));
                  p.sample("y", Normal.of(centred, Expr.of(1)));
                });
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 2, 3}),
            Column.ofDoubles("y", new double[] {0, 1, 1}));
    Compiled compiled = Compilation.of(MaximumLikelihood.of(model).given("y")).compile();
    assertThat(
            Refusal.of(() -> compiled.onlyTerm().measure(QueryRun.of(data, 0, 2, DrawKey.of(0)))))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongReductionsTest.java: p.sample("y", Normal.of(centred, Expr.of(1)));):
              expected what holds for a row, or all rows of the data at once, because it is computed from several rows together, such as their sum, of which a batch has another, but a run sees some of the rows
              try: a batch of all rows in one shard; or what is known of all rows as a constant, as a column that every row has, or as a site or parameter outside the plate""");
  }

  @Test
  void latentOfAllRowsProposedByBatch() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Param slope = Param.of("slope").constant(1);
    Program guide =
        p -> {
          List<Expr> seen = new ArrayList<>();
          p.plate("rows", () -> seen.add(p.input("x")));
          Expr most = Reductions.logSumExpOver(seen.get(0), seen.get(0).axes().at(0));
          p.sample("w", Normal.of(p.param(slope).times(most), Expr.of(1)));
        };
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3, 4}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(4).shards(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'w' in the guide (WrongReductionsTest.java: p.sample("w", Normal.of(p.param(slope).times(most), Expr.of(1)));):
              expected what holds for a row, or all rows of the data at once, because it is computed from several rows together, such as their sum, of which a batch has another, but a run sees some of the rows
              try: a batch of all rows in one shard; or what is known of all rows as a constant, as a column that every row has, or as a site or parameter outside the plate""");
  }

  @Test
  void meanOfParticles() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr mean = Reductions.meanOver(z, z.axes().at(0));
                  p.sample("x", Normal.of(mean, Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    Elbo elbo = Elbo.of(model, guide).given("x").particles(5);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongReductionsTest.java: p.sample("x", Normal.of(mean, Expr.of(1)));):
              expected what holds for one draw of each latent and for one value of each finite site, but it is computed from several of them together, by a sum, mean or maximum along their axis
              try: the value as it is: objectives average draws and sum over values themselves""");
  }
}
