package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Programs whose shapes do not fit. */
class WrongShapesTest {
  @Test
  void lastLayerOfOtherWidth() {
    Mlp decoder = Mlp.of("decoder", 7, 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongShapesTest.java: p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));):
              expected event shape [2] as column 'x' has, but Bernoulli has [3]
              try: a last layer of width 2, or a column of event shape [3]""");
  }

  @Test
  void encoderOfOtherWidth() {
    Mlp encoder = Mlp.of("encoder", 7, 5);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  List<Expr> h = encoder.apply(p, p.input("x", 2)).split(2);
                  p.sample("z", Normal.of(h.get(0), h.get(1).exp()));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at split in the guide, plate 'rows' (WrongShapesTest.java: List<Expr> h = encoder.apply(p, p.input("x", 2)).split(2);):
              expected a last dim that 2 parts divide, but it has size 5
              try: give the layer before it a width that is a multiple of 2""");
  }

  @Test
  void imagesThatAreNoVectors() {
    Mlp encoder = Mlp.of("encoder", 7, 4);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  List<Expr> h = encoder.apply(p, p.input("x", 28, 28)).split(2);
                  p.sample("z", Normal.of(h.get(0), h.get(1).exp()));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at layer 'encoder/0' in the guide, plate 'rows' (WrongShapesTest.java: List<Expr> h = encoder.apply(p, p.input("x", 28, 28)).split(2);):
              expected inputs with events of rank 1, but got event shape [28, 28]
              try: reshape(784)""");
  }

  @Test
  void inputOfOtherShapeThanItsColumn() {
    Data data = Data.of(Column.ofBytes("x", new byte[12], 2, 2), Column.ofBytes("y", new byte[3]));
    Program model =
        p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x", 4).sum())));
    Objective likelihood = MaximumLikelihood.of(model).given("y");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'x' in the model, plate 'rows' (WrongShapesTest.java: p -> p.plate("rows", () -> p.sample("y", Bernoulli.ofLogits(p.input("x", 4).sum())));):
              expected event shape [4], but the column has [2, 2]
              try: a column of event shape [4], or a program for [2, 2]""");
  }

  @Test
  void inputOfTwoShapes() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.input("x", 2);
                  p.input("x", 3);
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at input 'x' in the guide, plate 'rows' (WrongShapesTest.java: p.input("x", 3);):
              expected event shape [2] as at WrongShapesTest.java: p.input("x", 2);, but got [3]
              try: one shape for one column""");
  }

  @Test
  void columnReadWithTwoShapes() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x", 4);
                  p.sample("z", Normal.of(x.split(2).get(0), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected event shape [4] as column 'x' has, but Bernoulli has [2]
              try: a last layer of width 4, or a column of event shape [2]""");
  }

  @Test
  void columnThatBothProgramsReadWithTwoShapes() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.input("c", 4);
                  p.sample("z", Normal.of(c.split(2).get(0), Expr.of(1)));
                });
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z.plus(p.input("c", 2))));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at column 'c' in the model, plate 'rows' (WrongShapesTest.java: p.sample("x", Bernoulli.ofLogits(z.plus(p.input("c", 2))));):
              expected one event shape in both programs, but got [4] and [2]
              try: the same shape for the input and the site""");
  }

  @Test
  void inputWithoutEntries() {
    Program guide = p -> p.plate("rows", () -> p.input("x", 2, 0));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at input 'x' in the guide, plate 'rows' (WrongShapesTest.java: Program guide = p -> p.plate("rows", () -> p.input("x", 2, 0));):
              expected sizes of 1 or more, but got event shape [2, 0]
              try: the shape of one row, none for a scalar""");
  }

  @Test
  void innerPlateThatTheColumnLacks() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.plate("parts", 3, () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows', plate 'parts' (WrongShapesTest.java: p.plate("parts", 3, () -> p.sample("x", Bernoulli.ofLogits(z)));):
              expected event shape [2] as column 'x' has, but Bernoulli in its inner plates has [3, 2]
              try: inner plates and parameters that make [2], or a column of event shape [3, 2]""");
  }

  @Test
  void meanAndSpreadOfTwoShapes() {
    Param spread = Param.of("spread", 3).positive();
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x", 2);
                  p.sample("z", Normal.of(x, p.param(spread)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at Normal in the guide, plate 'rows' (WrongShapesTest.java: p.sample("z", Normal.of(x, p.param(spread)));):
              expected parameters whose event shapes are equal, of equal rank with sizes 1, or one of them scalar, but got [2] and [3]
              try: one event shape for both, or a scalar for one of them""");
  }

  @Test
  void sumOfTwoShapes() {
    Param shift = Param.of("shift", 3);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x", 2).plus(p.param(shift));
                  p.sample("z", Normal.of(x, Expr.of(1)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plus in the guide, plate 'rows' (WrongShapesTest.java: Expr x = p.input("x", 2).plus(p.param(shift));):
              expected event shapes that are equal, of equal rank with sizes 1, or one of them scalar, but got [2] and [3]
              try: one event shape for both, or a scalar for one of them""");
  }

  @Test
  void latentOfTwoShapes() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(3)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected event shape [3] as in the guide (WrongShapesTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(3)));), but Normal has [2]
              try: the same event shape in both programs""");
  }

  @Test
  void latentOfNegativeSize() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(-1)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at Normal in the guide, plate 'rows' (WrongShapesTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(-1)));):
              expected sizes of 1 or more, but got event shape [-1]
              try: the shape of one event, none for a scalar""");
  }

  @Test
  void constantOfNegativeSize() {
    assertThat(Refusal.of(() -> Expr.filled(0, Shape.of(-1, 2))))
        .isEqualTo(
            """
            at event shape [-1, 2] (WrongShapesTest.java: assertThat(Refusal.of(() -> Expr.filled(0, Shape.of(-1, 2))))):
              expected sizes of 0 or more and at most 2,147,483,647 entries
              try: the sizes of one event, none for a scalar""");
  }

  @Test
  void partsThatDoNotDivide() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  List<Expr> h = p.input("x", 5).split(2);
                  p.sample("z", Normal.of(h.get(0), h.get(1).exp()));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at split in the guide, plate 'rows' (WrongShapesTest.java: List<Expr> h = p.input("x", 5).split(2);):
              expected a last dim that 2 parts divide, but it has size 5
              try: give the layer before it a width that is a multiple of 2""");
  }

  @Test
  void shapeWithSizeToBeInferred() {
    Program guide =
        p ->
            p.plate(
                "rows", () -> p.sample("z", Normal.of(p.input("x", 2).reshape(-1), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at reshape in the guide, plate 'rows' (WrongShapesTest.java: "rows", () -> p.sample("z", Normal.of(p.input("x", 2).reshape(-1), Expr.of(1))));):
              expected sizes of 0 or more, but got [-1]
              try: all sizes written out: none is inferred""");
  }

  @Test
  void shapeOfOtherSize() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> p.sample("z", Normal.of(p.input("x", 28, 28).reshape(28), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at reshape in the guide, plate 'rows' (WrongShapesTest.java: () -> p.sample("z", Normal.of(p.input("x", 28, 28).reshape(28), Expr.of(1))));):
              expected 784 entries as in event shape [28, 28], but [28] has 28
              try: a shape of 784 entries""");
  }

  @Test
  void closedFormThatIsNotSummed() {
    Divergences table =
        Divergences.standard().with(Normal.class, Normal.class, (q, p) -> q.klOfEach(p));
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").divergences(table);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (UsualPrograms.java: static final Program GUIDE = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected a closed form that is one number for each event, but the table's form of Normal has event [2]
              try: Reductions.sumOfEvent(form, q.eventShape()) in Divergences.with""");
  }
}
