package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.junit.jupiter.api.Test;

/** Programs whose plates are wrong. */
class WrongPlatesTest {
  @Test
  void valueUsedOutsideItsPlate() {
    Expr[] kept = new Expr[1];
    Program model =
        p -> {
          p.plate("rows", () -> kept[0] = p.sample("z", Normal.standard(2)));
          p.sample("x", Bernoulli.ofLogits(kept[0]));
        };
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model (WrongPlatesTest.java: p.sample("x", Bernoulli.ofLogits(kept[0]));):
              expected values of the plates it stands in, but it uses a value of plate 'rows' outside of that plate
              try: declare it inside plate 'rows'""");
  }

  @Test
  void valueUsedInSiblingPlate() {
    Expr[] kept = new Expr[1];
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.plate("left", 2, () -> kept[0] = p.input("x"));
                  p.plate("right", 2, () -> p.sample("y", Normal.of(kept[0], Expr.of(1))));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows', plate 'right' (WrongPlatesTest.java: p.plate("right", 2, () -> p.sample("y", Normal.of(kept[0], Expr.of(1))));):
              expected values of the plates it stands in, but it uses a value of plate 'left' outside of that plate
              try: declare it inside plate 'left'""");
  }

  @Test
  void maskOfSiblingPlate() {
    Expr[] kept = new Expr[1];
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.plate("left", 2, () -> kept[0] = p.input("x"));
                  p.plate(
                      "right", 2, () -> p.masked(kept[0], () -> p.sample("y", Normal.standard())));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("y").explain()))
        .isEqualTo(
            """
            at mask in the model, plate 'rows', plate 'right' (WrongPlatesTest.java: "right", 2, () -> p.masked(kept[0], () -> p.sample("y", Normal.standard())));):
              expected values of the plates it stands in, but it uses a value of plate 'left' outside of that plate
              try: declare it inside plate 'left'""");
  }

  @Test
  void plateInItself() {
    Program guide =
        p -> p.plate("rows", () -> p.plate("rows", () -> p.sample("z", Normal.standard(2))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'rows' in the guide, plate 'rows' (WrongPlatesTest.java: p -> p.plate("rows", () -> p.plate("rows", () -> p.sample("z", Normal.standard(2))));):
              expected a plate that is not open, but it stands in itself
              try: another name for the inner plate""");
  }

  @Test
  void plateInPlateOfItsName() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate("a", 2, () -> p.plate("a", 3, () -> p.sample("z", Normal.standard()))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'a' in the guide, plate 'rows', plate 'a' (WrongPlatesTest.java: p.plate("a", 2, () -> p.plate("a", 3, () -> p.sample("z", Normal.standard()))));):
              expected a plate that is not open, but it stands in itself
              try: another name for the inner plate""");
  }

  @Test
  void plateOfNoSize() {
    Program guide =
        p -> p.plate("rows", () -> p.plate("parts", 0, () -> p.sample("z", Normal.standard())));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'parts' in the guide, plate 'rows' (WrongPlatesTest.java: p -> p.plate("rows", () -> p.plate("parts", 0, () -> p.sample("z", Normal.standard())));):
              expected a size of 1 or more, but got 0
              try: a size of 1 or more, or leave out the plate and what is in it""");
  }

  @Test
  void plateOfNegativeSize() {
    Program guide =
        p -> p.plate("rows", () -> p.plate("parts", -1, () -> p.sample("z", Normal.standard())));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'parts' in the guide, plate 'rows' (WrongPlatesTest.java: p -> p.plate("rows", () -> p.plate("parts", -1, () -> p.sample("z", Normal.standard())));):
              expected a size of 1 or more, but got -1
              try: a size of 1 or more, or leave out the plate and what is in it""");
  }

  @Test
  void innerPlateWithoutSize() {
    Program guide =
        p -> p.plate("rows", () -> p.plate("parts", () -> p.sample("z", Normal.standard())));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'parts' in the guide, plate 'rows' (WrongPlatesTest.java: p -> p.plate("rows", () -> p.plate("parts", () -> p.sample("z", Normal.standard())));):
              expected a size, because the data fill the outermost plate only, but it stands in plates [rows] without one
              try: p.plate("parts", size, () -> ...)""");
  }

  @Test
  void secondPlateOfTheData() {
    Program guide =
        p -> {
          p.plate("rows", () -> p.sample("z", Normal.standard(2)));
          p.plate("others", () -> p.sample("w", Normal.standard()));
        };
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'others' in the guide (WrongPlatesTest.java: p.plate("others", () -> p.sample("w", Normal.standard()));):
              expected one plate without a size, but the data fill plate 'rows' already, opened at WrongPlatesTest.java: p.plate("rows", () -> p.sample("z", Normal.standard(2)));
              try: a size for one of the two, or the same name""");
  }

  @Test
  void plateOfTwoSizes() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.plate("parts", 2, () -> p.sample("z", Normal.standard()));
                  p.plate("parts", 3, () -> p.sample("w", Normal.standard()));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'parts' in the guide, plate 'rows' (WrongPlatesTest.java: p.plate("parts", 3, () -> p.sample("w", Normal.standard()));):
              expected the plate as it was opened at WrongPlatesTest.java: p.plate("parts", 2, () -> p.sample("z", Normal.standard()));, of size 2 at depth 1, but now it is of size 3 at depth 1
              try: another name for one of the two""");
  }

  @Test
  void plateOfGuideWithSizeOfItsOwn() {
    Program guide = p -> p.plate("rows", 10, () -> p.sample("z", Normal.standard(2)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected the plates [rows of size 10 at depth 0] that the site has in the guide (WrongPlatesTest.java: Program guide = p -> p.plate("rows", 10, () -> p.sample("z", Normal.standard(2)));), but got [rows as large as the data at depth 0]
              try: the same plates, names and sizes, in both programs""");
  }

  @Test
  void plateOfTwoSizesInModelAndGuide() {
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.plate(
                        "parts",
                        2,
                        () -> {
                          Expr z = p.sample("z", Normal.standard());
                          p.sample("x", Bernoulli.ofLogits(z));
                        }));
    Program guide =
        p -> p.plate("rows", () -> p.plate("parts", 3, () -> p.sample("z", Normal.standard())));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows', plate 'parts' (WrongPlatesTest.java: Expr z = p.sample("z", Normal.standard());):
              expected the plates [rows as large as the data at depth 0, parts of size 3 at depth 1] that the site has in the guide (WrongPlatesTest.java: p -> p.plate("rows", () -> p.plate("parts", 3, () -> p.sample("z", Normal.standard())));), but got [rows as large as the data at depth 0, parts of size 2 at depth 1]
              try: the same plates, names and sizes, in both programs""");
  }

  @Test
  void latentOfGuideOutsideThePlate() {
    Program guide = p -> p.sample("z", Normal.standard(2));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected the plates [] that the site has in the guide (WrongPlatesTest.java: Program guide = p -> p.sample("z", Normal.standard(2));), but got [rows]
              try: the same plates, names and sizes, in both programs""");
  }

  @Test
  void platesOfTheDataWithTwoNames() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
        };
    Program guide =
        p -> {
          p.plate("images", () -> p.input("x", 2));
          p.sample("w", Normal.standard(2));
        };
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'images' in the guide (WrongPlatesTest.java: p.plate("images", () -> p.input("x", 2));):
              expected the plate that the data fill to have one name, but in the model it is 'rows' (WrongPlatesTest.java: p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));)
              try: the same name in both programs""");
  }

  @Test
  void givenSiteOutsideEveryPlate() {
    Program model =
        p -> {
          Expr z = p.sample("z", Normal.standard(2));
          p.sample("x", Bernoulli.ofLogits(z));
        };
    Program guide = p -> p.sample("z", Normal.standard(2));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model (WrongPlatesTest.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a given site inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }

  @Test
  void givenSiteInPlateOfKnownSize() {
    Program model =
        p -> {
          Expr z = p.sample("z", Normal.standard(2));
          p.plate("images", 100, () -> p.sample("x", Bernoulli.ofLogits(z)));
        };
    Program guide = p -> p.sample("z", Normal.standard(2));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'images' (WrongPlatesTest.java: p.plate("images", 100, () -> p.sample("x", Bernoulli.ofLogits(z)));):
              expected a given site inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }

  @Test
  void inputOutsideEveryPlate() {
    Program guide =
        p -> {
          Expr x = p.input("x", 2);
          p.plate("rows", () -> p.sample("z", Normal.of(x, Expr.of(1))));
        };
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at input 'x' in the guide (WrongPlatesTest.java: Expr x = p.input("x", 2);):
              expected an input inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }
}
