package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Block;
import org.jelbo.dsl.program.Do;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.junit.jupiter.api.Test;

/** Programs whose sites are set, hidden, masked or weighted wrongly. */
class WrongInterventionsTest {
  @Test
  void experimentOnMisspeltSite() {
    Program model = MODEL.doing("zz", Expr.of(new double[] {1, -1}));
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at doing 'zz' in the model (WrongInterventionsTest.java: Program model = MODEL.doing("zz", Expr.of(new double[] {1, -1}));):
              expected a random site of the program, but it has [z, x]
              try: doing("z", ...)""");
  }

  @Test
  void experimentOnUnknownSite() {
    Program model = MODEL.doing("dose", Expr.of(new double[] {1, -1}));
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at doing 'dose' in the model (WrongInterventionsTest.java: Program model = MODEL.doing("dose", Expr.of(new double[] {1, -1}));):
              expected a random site of the program, but it has [z, x]
              try: the name of a site, prefixes included""");
  }

  @Test
  void experimentOnGivenSite() {
    Program model = MODEL.doing("x", Expr.of(new double[] {1, -1}));
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a given site to be random, but it has no density: it is computed, or set from outside
              try: p.sample("x", ...) for p.deterministic("x", ...), or leave out doing("x", ...)""");
  }

  @Test
  void experimentOnBlankName() {
    assertThat(Refusal.of(() -> MODEL.doing(" ", 3)))
        .isEqualTo(
            """
            at doing (WrongInterventionsTest.java: assertThat(Refusal.of(() -> MODEL.doing(" ", 3)))):
              expected a name, but got a blank one
              try: the name of a site, prefixes included""");
  }

  @Test
  void experimentOfOtherShape() {
    Program model = MODEL.doing("z", 3);
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a value of event shape [2] as Normal has, but it is set to one of []
              try: a value of event shape [2]""");
  }

  @Test
  void experimentWithValueOfClosedPlate() {
    Expr[] kept = new Expr[1];
    Program model =
        p -> {
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(2));
                p.sample("x", Bernoulli.ofLogits(z));
                kept[0] = z;
              });
          p.under(rest -> Do.of("w", kept[0], rest), () -> p.sample("w", Normal.standard(2)));
        };
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'w' in the model (WrongInterventionsTest.java: p.under(rest -> Do.of("w", kept[0], rest), () -> p.sample("w", Normal.standard(2)));):
              expected values of the plates it stands in, but it uses a value of plate 'rows' outside of that plate
              try: declare it inside plate 'rows'""");
  }

  @Test
  void hiddenGivenSite() {
    Program model = MODEL.under(rest -> Block.of(Set.of("x"), rest));
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at given 'x':
              expected a site that is scored, but the model hides it
              try: leave it out of Block.of""");
  }

  @Test
  void hiddenLatentOfGuide() {
    Program guide = GUIDE.under(rest -> Block.of(Set.of("z"), rest));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a site of the guide with this name, but the guide hides it
              try: leave it out of Block.of in the guide""");
  }

  @Test
  void hiddenFiniteSiteOfTheGuide() {
    UnaryOperator<Handler> hide = rest -> Block.of(Set.of("y"), rest);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] y = new Expr[1];
                  p.under(hide, () -> y[0] = p.sample("y", OneHotCategorical.uniform(2)));
                  p.sample("z", Normal.of(y[0], Expr.of(1)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'y' in the guide, plate 'rows' (WrongInterventionsTest.java: p.under(hide, () -> y[0] = p.sample("y", OneHotCategorical.uniform(2)));):
              expected a finite latent that is seen, because all its values are summed over, but a handler hides it
              try: leave it out of Block.of and sample it in the model, or RelaxedOneHotCategorical for the site""");
  }

  @Test
  void hiddenFiniteSiteOfTheModel() {
    UnaryOperator<Handler> hide = rest -> Block.of(Set.of("y"), rest);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] y = new Expr[1];
                  p.under(hide, () -> y[0] = p.sample("y", OneHotCategorical.uniform(2)));
                  p.sample("x", Bernoulli.ofLogits(y[0]));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at site 'y' in the model, plate 'rows' (WrongInterventionsTest.java: p.under(hide, () -> y[0] = p.sample("y", OneHotCategorical.uniform(2)));):
              expected a finite latent that is seen, because all its values are summed over, but a handler hides it
              try: leave it out of Block.of""");
  }

  @Test
  void handlerWithoutAnswer() {
    Program model = MODEL.under(rest -> site -> Absent.value());
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a value from the handler, but got null
              try: rest.answer(request) for the sites that the handler leaves to others""");
  }

  @Test
  void maskWiderThanTheSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  Expr seen = p.input("seen", 3);
                  p.masked(seen, () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongInterventionsTest.java: p.masked(seen, () -> p.sample("x", Bernoulli.ofLogits(z)));):
              expected a mask without event or of event shape [2], because Bernoulli has that shape, but the mask has [3]
              try: a mask of one number for each row, or sites of the mask's shape""");
  }

  @Test
  void maskOfEntriesThatAreNotIndependent() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr seen = p.input("seen", 3);
                  p.masked(seen, () -> p.sample("z", OneHotCategorical.uniform(3)));
                  p.sample("x", Bernoulli.ofLogits(Expr.of(new double[2])));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x", "z").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongInterventionsTest.java: p.masked(seen, () -> p.sample("z", OneHotCategorical.uniform(3)));):
              expected a mask without event, because OneHotCategorical has no independent entries, but the mask has [3]
              try: a mask of one number for each row, or sites of the mask's shape""");
  }

  @Test
  void maskOfEntriesAroundFactor() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  Expr seen = p.input("seen", 2);
                  p.masked(seen, () -> p.factor("penalty", z.sum()));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at factor 'penalty' in the model, plate 'rows' (WrongInterventionsTest.java: p.masked(seen, () -> p.factor("penalty", z.sum()));):
              expected a mask without event, but it has [2]
              try: the factor outside p.masked, its value masked by keptWhere before it is summed""");
  }

  @Test
  void maskAboveOne() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.masked(Expr.of(1.5), () -> p.sample("x", Bernoulli.ofLogits(z)));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at mask in the model, plate 'rows' (WrongInterventionsTest.java: p.masked(Expr.of(1.5), () -> p.sample("x", Bernoulli.ofLogits(z)));):
              expected a mask from 0 to 1, by which log-densities are multiplied, but got 1.5
              try: 1 where the density counts, else 0, such as keep.lessThan(...)""");
  }

  @Test
  void factorOfManyNumbers() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  p.factor("penalty", z.square().negate());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at factor 'penalty' in the model, plate 'rows' (WrongInterventionsTest.java: p.factor("penalty", z.square().negate());):
              expected one number for each row, but got event shape [2]
              try: value.sum()""");
  }

  @Test
  void factorInGuide() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.factor("penalty", z.sum());
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at factor 'penalty' in the guide, plate 'rows' (WrongInterventionsTest.java: p.factor("penalty", z.sum());):
              expected factors in the model only, because a guide's density must sum to one, but the guide has one
              try: p.factor("penalty", ...) in the model""");
  }

  @Test
  void factorOfMisplacedLatent() {
    Expr[] kept = new Expr[1];
    Program model =
        p -> {
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(2));
                p.sample("x", Bernoulli.ofLogits(z));
                kept[0] = z;
              });
          p.factor("penalty", kept[0].sum());
        };
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at factor 'penalty' in the model (WrongInterventionsTest.java: p.factor("penalty", kept[0].sum());):
              expected values of the plates it stands in, but it uses a value of plate 'rows' outside of that plate
              try: declare it inside plate 'rows'""");
  }
}
