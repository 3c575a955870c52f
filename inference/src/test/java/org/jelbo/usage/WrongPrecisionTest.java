package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs whose columns float32 does not hold. */
class WrongPrecisionTest {
  @Test
  void secondsSince1970() {
    Param slope = Param.of("slope");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.input("t").minus(1_700_000_000d).times(p.param(slope));
                  p.sample("y", Normal.of(mean, Expr.of(1)));
                });
    Column t = Column.ofDoubles("t", new double[] {1_700_000_013d, 1_700_000_071d});
    Data data = Data.of(t, Column.ofDoubles("y", new double[] {1, 7}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at column 't' in the model, plate 'rows' (WrongPrecisionTest.java: Expr mean = p.input("t").minus(1_700_000_000d).times(p.param(slope));):
              expected numbers whose differences FLOAT32 keeps, but it rounds numbers by up to 57, which spread by 29
              try: minus(1700000013) on the column, or Precision.FLOAT64""");
  }

  @Test
  void frequenciesThatDifferByLittle() {
    Param centre = Param.of("centre").constant(1420.4);
    Program model =
        p -> p.plate("rows", () -> p.sample("f", Normal.of(p.param(centre), Expr.of(1e-3))));
    double[] found = {1420.40575, 1420.4062, 1420.4071, 1420.4055};
    Data data = Data.of(Column.ofDoubles("f", found));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("f"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at column 'f' in the model, plate 'rows' (WrongPrecisionTest.java: p -> p.plate("rows", () -> p.sample("f", Normal.of(p.param(centre), Expr.of(1e-3))));):
              expected numbers whose differences FLOAT32 keeps, but it rounds numbers by up to 0.00005, which spread by 0.00061
              try: minus(1420.4055) on the column, or Precision.FLOAT64""");
  }

  @Test
  void countsBeyondFloat32() {
    Param rate = Param.of("rate").positive().constant(2e7);
    Program model = p -> p.plate("rows", () -> p.sample("n", Poisson.ofRate(p.param(rate))));
    Data data = Data.of(Column.ofDoubles("n", new double[] {5, 20_000_001}));
    Objective likelihood = MaximumLikelihood.of(model).given("n");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at column 'n' in the model, plate 'rows' (WrongPrecisionTest.java: Program model = p -> p.plate("rows", () -> p.sample("n", Poisson.ofRate(p.param(rate))));):
              expected whole numbers that FLOAT32 has, but it rounds 20000001 to 20000000
              try: Precision.FLOAT64""");
  }

  @Test
  void countsBeyondFloat64() {
    Param rate = Param.of("rate").positive().constant(9e15);
    Program model = p -> p.plate("rows", () -> p.sample("n", Poisson.ofRate(p.param(rate))));
    Data data = Data.of(Column.ofLongs("n", new long[] {5, (1L << 53) + 1}));
    Trainer trainer = Trainer.of(MaximumLikelihood.of(model).given("n")).feed(data.batch(2));
    assertThat(Refusal.of(() -> trainer.precision(Precision.FLOAT64).steps(1).run()))
        .isEqualTo(
            """
            at column 'n' in the model, plate 'rows' (WrongPrecisionTest.java: Program model = p -> p.plate("rows", () -> p.sample("n", Poisson.ofRate(p.param(rate))));):
              expected whole numbers that FLOAT64 has, but it rounds 9007199254740993 to 9007199254740992
              try: whole numbers below 2^53""");
  }

  @Test
  void wholeNumbersBeyondFloat32() {
    Param slope = Param.of("slope");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> p.sample("y", Normal.of(p.input("id").times(p.param(slope)), Expr.of(1))));
    Column id = Column.ofInts("id", new int[] {16_777_217, 16_777_300});
    Data data = Data.of(id, Column.ofDoubles("y", new double[] {1, 7}));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at column 'id' in the model, plate 'rows' (WrongPrecisionTest.java: () -> p.sample("y", Normal.of(p.input("id").times(p.param(slope)), Expr.of(1))));):
              expected whole numbers that FLOAT32 has, but it rounds 16777217 to 16777216
              try: minus(16777217) on the column, or Precision.FLOAT64""");
  }

  @Test
  void wholeNumbersBeyondFloat64() {
    Param slope = Param.of("slope");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> p.sample("y", Normal.of(p.input("id").times(p.param(slope)), Expr.of(1))));
    Column id = Column.ofLongs("id", new long[] {(1L << 53) + 1, (1L << 53) + 80});
    Data data = Data.of(id, Column.ofDoubles("y", new double[] {1, 7}));
    Trainer trainer = Trainer.of(MaximumLikelihood.of(model).given("y")).feed(data.batch(2));
    assertThat(Refusal.of(() -> trainer.precision(Precision.FLOAT64).steps(1).run()))
        .isEqualTo(
            """
            at column 'id' in the model, plate 'rows' (WrongPrecisionTest.java: () -> p.sample("y", Normal.of(p.input("id").times(p.param(slope)), Expr.of(1))));):
              expected whole numbers that FLOAT64 has, but it rounds 9007199254740993 to 9007199254740992
              try: minus(9007199254740992) on the column""");
  }

  @Test
  void numbersThatAreInfiniteInFloat32() {
    Param mean = Param.of("mean");
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 1e300}));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at column 'x' in the model, plate 'rows' (WrongPrecisionTest.java: Program model = p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));):
              expected numbers whose differences FLOAT32 keeps, but it rounds 1.0E300 to infinity
              try: scaled(1.0E300) on the column""");
  }

  @Test
  void offsetAfterScale() {
    Column t = Column.ofDoubles("t", new double[] {1_700_000_013d, 1_700_000_071d});
    assertThat(Refusal.of(() -> t.scaled(3_600).minus(1_700_000_000d)))
        .isEqualTo(
            """
            at column 't':
              expected numbers as they are stored to subtract from, but got transforms [Scaled[divisor=3600.0]]
              try: minus(1_700_000_000) before any other transform""");
  }
}
