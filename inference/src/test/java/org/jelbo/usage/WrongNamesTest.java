package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
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

/** Programs whose names are wrong. */
class WrongNamesTest {
  @Test
  void siteWithoutName() {
    Program guide = p -> p.plate("rows", () -> p.sample(" ", Normal.standard(2)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at a site in the guide, plate 'rows' (WrongNamesTest.java: Program guide = p -> p.plate("rows", () -> p.sample(" ", Normal.standard(2)));):
              expected a name, but got a blank one
              try: a name such as 'z'""");
  }

  @Test
  void twoSitesOfOneName() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.sample("z", Normal.standard(3));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongNamesTest.java: p.sample("z", Normal.standard(3));):
              expected a new name, but 'z' is used at WrongNamesTest.java: p.sample("z", Normal.standard(2));
              try: another name for one of the two, or p.within("prefix", () -> ...) around it""");
  }

  @Test
  void valueNamedAsSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  p.deterministic("z", z.exp());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongNamesTest.java: p.deterministic("z", z.exp());):
              expected a new name, but 'z' is used at WrongNamesTest.java: Expr z = p.sample("z", Normal.standard(2));
              try: another name for one of the two, or p.within("prefix", () -> ...) around it""");
  }

  @Test
  void factorNamedAsSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  p.factor("x", z.sum());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongNamesTest.java: p.factor("x", z.sum());):
              expected a new name, but 'x' is used at WrongNamesTest.java: p.sample("x", Bernoulli.ofLogits(z));
              try: another name for one of the two, or p.within("prefix", () -> ...) around it""");
  }

  @Test
  void sameProgramTwiceWithoutPrefix() {
    Program part = p -> p.sample("z", Normal.standard(2));
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  part.run(p);
                  part.run(p);
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongNamesTest.java: Program part = p -> p.sample("z", Normal.standard(2));):
              expected a new name, but 'z' is used at WrongNamesTest.java: Program part = p -> p.sample("z", Normal.standard(2));
              try: another name for one of the two, or p.within("prefix", () -> ...) around it""");
  }

  @Test
  void prefixWithoutName() {
    Program guide =
        p -> p.plate("rows", () -> p.within("", () -> p.sample("z", Normal.standard(2))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at within in the guide, plate 'rows' (WrongNamesTest.java: p -> p.plate("rows", () -> p.within("", () -> p.sample("z", Normal.standard(2))));):
              expected a prefix, but got a blank one
              try: a prefix such as 'encoder'""");
  }

  @Test
  void plateWithoutName() {
    Program guide = p -> p.plate("", () -> p.sample("z", Normal.standard(2)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at a plate in the guide (WrongNamesTest.java: Program guide = p -> p.plate("", () -> p.sample("z", Normal.standard(2)));):
              expected a name, but got a blank one
              try: a name such as 'rows'""");
  }

  @Test
  void inputWithoutName() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input(" ", 2);
                  p.sample("z", Normal.of(x, Expr.of(1)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at an input in the guide, plate 'rows' (WrongNamesTest.java: Expr x = p.input(" ", 2);):
              expected a name, but got a blank one
              try: the name of a column""");
  }

  @Test
  void parameterWithoutName() {
    assertThat(Refusal.of(() -> Param.of(" ", 3)))
        .isEqualTo(
            """
            at Param.of (WrongNamesTest.java: assertThat(Refusal.of(() -> Param.of(" ", 3)))):
              expected a name, but got a blank one
              try: a path such as decoder/0/kernel""");
  }

  @Test
  void layerWithoutName() {
    assertThat(Refusal.of(() -> Mlp.of("", 300, 784)))
        .isEqualTo(
            """
            at a network (WrongNamesTest.java: assertThat(Refusal.of(() -> Mlp.of("", 300, 784)))):
              expected a name, but got a blank one
              try: a path such as decoder""");
  }

  @Test
  void columnWithoutName() {
    assertThat(Refusal.of(() -> Column.ofBytes("", new byte[6], 2)))
        .isEqualTo(
            """
            at a column (WrongNamesTest.java: assertThat(Refusal.of(() -> Column.ofBytes("", new byte[6], 2)))):
              expected a name, but got a blank one
              try: the name of the site or input that reads it""");
  }

  @Test
  void latentMisspeltInGuide() {
    Program guide = p -> p.plate("rows", () -> p.sample("zz", Normal.standard(2)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a site of the guide with this name, but the guide has latents [zz] and given are [x]
              try: 'z' for the name of site 'zz' in the guide, p.sample("z", ...) in the guide, or given("z")""");
  }

  @Test
  void latentThatTheModelLacks() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.sample("weights", Normal.standard());
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'weights' in the guide, plate 'rows' (WrongNamesTest.java: p.sample("weights", Normal.standard());):
              expected a site of the model with this name, but the model has latents [z]
              try: p.sample("weights", ...) in the model""");
  }

  @Test
  void latentThatTheGuideLacks() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  p.sample("w", Normal.standard());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'w' in the model, plate 'rows' (WrongNamesTest.java: p.sample("w", Normal.standard());):
              expected a site of the guide with this name, but the guide has latents [z] and given are [x]
              try: p.sample("w", ...) in the guide, or given("w")""");
  }

  @Test
  void inputNamedAsLatent() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.input("z", 2);
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at input 'z' in the model, plate 'rows' (WrongNamesTest.java: Expr z = p.input("z", 2);):
              expected a name that no latent has, but the guide samples a latent 'z'
              try: another name for one of the two""");
  }

  @Test
  void givenSiteMisspelt() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("x", "xs").explain()))
        .isEqualTo(
            """
            at given 'xs':
              expected a site of the model or the guide, but they have [z, x]
              try: given("x")""");
  }

  @Test
  void givenSiteThatNoProgramHas() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("x", "labels").explain()))
        .isEqualTo(
            """
            at given 'labels':
              expected a site of the model or the guide, but they have [z, x]
              try: the name of a site""");
  }

  @Test
  void onlyGivenSiteMisspelt() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("xx").explain()))
        .isEqualTo(
            """
            at given 'xx':
              expected a site of the model or the guide, but they have [z, x]
              try: given("x")""");
  }

  @Test
  void givenSiteWithoutPrefix() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.within("image", () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at given 'x':
              expected a site of the model or the guide, but they have [z, image/x]
              try: given("image/x")""");
  }

  @Test
  void givenSiteThatIsComputed() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.deterministic("x", z.sigmoid());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongNamesTest.java: p.deterministic("x", z.sigmoid());):
              expected a given site to be random, but it has no density: it is computed, or set from outside
              try: p.sample("x", ...) for p.deterministic("x", ...), or leave out doing("x", ...)""");
  }

  @Test
  void givenBlankName() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("")))
        .isEqualTo(
            """
            at given (WrongNamesTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("")))):
              expected a name, but got a blank one
              try: given("x") with the name of the observed site""");
  }

  @Test
  void columnMisspelt() {
    Data data = Data.of(Column.ofBytes("xs", new byte[6], 2));
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a column of this name, but the data have [xs]
              try: the name 'xs', or a column 'x'""");
  }

  @Test
  void columnThatTheDataLack() {
    Data data = Data.of(Column.ofBytes("images", new byte[6], 2));
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at column 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a column of this name, but the data have [images]
              try: a column 'x' in the data""");
  }

  @Test
  void parameterNamedAsOptimizersOwn() {
    Param slot = Param.of("adam.m/w", 2);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr w = p.param(Param.of("w", 2));
                  p.sample("x", Bernoulli.ofLogits(w.plus(p.param(slot))));
                });
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at parameter 'adam.m/w' in the model, plate 'rows' (WrongNamesTest.java: p.sample("x", Bernoulli.ofLogits(w.plus(p.param(slot))));):
              expected a name that the optimizer does not use, but it keeps a variable of this name
              try: another name for the parameter""");
  }

  @Test
  void parameterNamedAsCheckpointsOwn() {
    assertThat(Refusal.of(() -> Param.of("optimizer/step")))
        .isEqualTo(
            """
            at parameter 'optimizer/step' (WrongNamesTest.java: assertThat(Refusal.of(() -> Param.of("optimizer/step")))):
              expected a name that files of parameters do not use themselves, but those that begin with 'optimizer/' are the checkpoint's own
              try: another name, such as decoder/0/kernel""");
  }

  @Test
  void parameterNamedAsFreeNumbers() {
    assertThat(Refusal.of(() -> Param.of("scale.free of positive numbers")))
        .isEqualTo(
            """
            at parameter 'scale.free of positive numbers' (WrongNamesTest.java: assertThat(Refusal.of(() -> Param.of("scale.free of positive numbers")))):
              expected a name that files of parameters do not use themselves, but '.free of' comes before the support of a parameter
              try: another name, such as decoder/0/kernel""");
  }

  @Test
  void parameterNamedByMoreThanFilesHold() {
    assertThat(Refusal.of(() -> Param.of("kernel".repeat(12_000), 2)))
        .isEqualTo(
            """
            at parameter 'kernelkernelkernelke...' (WrongNamesTest.java: assertThat(Refusal.of(() -> Param.of("kernel".repeat(12_000), 2)))):
              expected a name of at most 1,000 characters, but got 72,000
              try: a path such as decoder/0/kernel""");
  }
}
