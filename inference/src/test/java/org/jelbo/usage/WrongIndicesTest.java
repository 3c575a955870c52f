package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.DiscretizedLogistic;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs whose indices are no places. */
class WrongIndicesTest {
  @Test
  void columnBeyondTable() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(means).at(p.input("group"));
                  p.sample("y", Normal.of(mean, Expr.of(1)));
                });
    Column group = Column.ofBytes("group", new byte[] {1, 3, 5});
    Data data = Data.of(group, Column.ofDoubles("y", new double[3]));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'group' in the model, plate 'rows' (WrongIndicesTest.java: Expr mean = p.param(means).at(p.input("group"));):
              expected whole numbers from 0 to 4, the places in a table of 5 rows, but it holds whole numbers in [1, 5]; the first outside is 5 in row 2
              try: numbers counted from 0, or a table of 6 rows""");
  }

  @Test
  void columnBeyondTableInEvaluation() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(means).at(p.input("group"));
                  p.sample("y", Normal.of(mean, Expr.of(1)));
                });
    Column group = Column.ofDoubles("group", new double[] {1, -1, 4});
    Data data = Data.of(group, Column.ofDoubles("y", new double[3]));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("y"));
    assertThat(Refusal.of(() -> fit.evaluate(data, 1)))
        .isEqualTo(
            """
            at column 'group' in the model, plate 'rows' (WrongIndicesTest.java: Expr mean = p.param(means).at(p.input("group"));):
              expected whole numbers from 0 to 4, the places in a table of 5 rows, but it holds whole numbers in [-1, 4]; the first outside is -1 in row 1
              try: numbers counted from 0, also in rows that a mask leaves out""");
  }

  @Test
  void columnOfFractionsAsIndex() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(means).at(p.input("group"));
                  p.sample("y", Normal.of(mean, Expr.of(1)));
                });
    Column group = Column.ofDoubles("group", new double[] {1, 0.6, 4});
    Data data = Data.of(group, Column.ofDoubles("y", new double[3]));
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("y"));
    assertThat(Refusal.of(() -> fit.sample(data)))
        .isEqualTo(
            """
            at column 'group' in the model, plate 'rows' (WrongIndicesTest.java: Expr mean = p.param(means).at(p.input("group"));):
              expected whole numbers from 0 to 4, the places in a table of 5 rows, but it holds real numbers in [0.6, 4]; the first outside is 0.6 in row 1
              try: a column of whole numbers""");
  }

  @Test
  void givenSiteBeyondTable() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr count = p.sample("count", Poisson.ofRate(Expr.of(2)));
                  p.sample("y", Normal.of(p.param(means).at(count), Expr.of(1)));
                });
    Column count = Column.ofBytes("count", new byte[] {1, 9, 4});
    Data data = Data.of(count, Column.ofDoubles("y", new double[3]));
    Objective likelihood = MaximumLikelihood.of(model).given("y", "count");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'count' in the model, plate 'rows' (WrongIndicesTest.java: Expr count = p.sample("count", Poisson.ofRate(Expr.of(2)));):
              expected whole numbers from 0 to 4, the places in a table of 5 rows, but it holds whole numbers in [1, 9]; the first outside is 9 in row 1
              try: numbers counted from 0, or a table of 10 rows""");
  }

  @Test
  void familyBelowTable() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", DiscretizedLogistic.of(0, 1, -2, 2));
                  p.sample("y", Normal.of(p.param(means).at(kind), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at site 'kind' in the model, plate 'rows' (WrongIndicesTest.java: Expr kind = p.sample("kind", DiscretizedLogistic.of(0, 1, -2, 2));):
              expected values from 0 to 4, the places in a table of 5 rows, but DiscretizedLogistic has whole numbers in [-2, 2]
              try: a value counted from 0, such as it.plus(2)""");
  }

  @Test
  void familyBeyondTable() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.uniform(6));
                  p.sample("y", Normal.of(p.param(means).at(kind), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at site 'kind' in the model, plate 'rows' (WrongIndicesTest.java: Expr kind = p.sample("kind", Categorical.uniform(6));):
              expected values from 0 to 4, the places in a table of 5 rows, but Categorical has whole numbers in [0, 5]
              try: a table of 6 rows, or a family of 5 values""");
  }

  @Test
  void familyBeyondOneHotVector() {
    Param means = Param.of("means", 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr kind = p.sample("kind", Categorical.uniform(4));
                  p.sample("y", Normal.of(Events.oneHot(kind, 3).dot(p.param(means)), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at site 'kind' in the model, plate 'rows' (WrongIndicesTest.java: Expr kind = p.sample("kind", Categorical.uniform(4));):
              expected values from 0 to 2, the places in a one-hot vector of 3 entries, but Categorical has whole numbers in [0, 3]
              try: a one-hot vector of 4 entries, or a family of 3 values""");
  }

  @Test
  void columnBeyondOneHotVector() {
    Param means = Param.of("means", 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr group = Events.oneHot(p.input("group"), 3);
                  p.sample("y", Normal.of(group.dot(p.param(means)), Expr.of(1)));
                });
    Column group = Column.ofBytes("group", new byte[] {1, 2, 3});
    Data data = Data.of(group, Column.ofDoubles("y", new double[3]));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'group' in the model, plate 'rows' (WrongIndicesTest.java: Expr group = Events.oneHot(p.input("group"), 3);):
              expected whole numbers from 0 to 2, the places in a one-hot vector of 3 entries, but it holds whole numbers in [1, 3]; the first outside is 3 in row 2
              try: numbers counted from 0, or a one-hot vector of 4 entries""");
  }

  @Test
  void drawBeyondTable() {
    Expr means = Expr.of(new double[5]);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr count = p.sample("count", Poisson.ofRate(Expr.of(30)));
                  p.sample("y", Normal.of(means.at(count), Expr.of(1)));
                });
    Fit fit = Fit.start(MaximumLikelihood.of(model).given("y", "count"));
    assertThat(Refusal.of(() -> fit.sample(1)))
        .isEqualTo(
            """
            at the query 'sample', site 'y' in the model, plate 'rows' (WrongIndicesTest.java: p.sample("y", Normal.of(means.at(count), Expr.of(1)));):
              expected indices from 0 to 4 of a table of 5 rows, but got 24
              try: a table of 25 rows or more, or index.minimum(Expr.of(4))""");
  }

  @Test
  void computedIndexBeyondTable() {
    Param means = Param.of("means", 5);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(means).at(p.input("group").minus(1));
                  p.sample("y", Normal.of(mean, Expr.of(1)));
                });
    Column group = Column.ofBytes("group", new byte[] {1, 0, 4});
    Data data = Data.of(group, Column.ofDoubles("y", new double[3]));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'y' in the model, plate 'rows' (WrongIndicesTest.java: p.sample("y", Normal.of(mean, Expr.of(1)));):
              expected indices from 0 to 4 of a table of 5 rows, but got -1
              try: indices counted from 0""");
  }
}
