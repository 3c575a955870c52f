package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.objective.ExplainedLoss;
import org.jelbo.inference.objective.Objective;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaMathTest {
  private static final Expr NONE = Expr.of(0);
  private static final Formula P = density(Formula.Kind.MODEL, "x", List.of(), List.of("z1", "y"));
  private static final Formula Q = density(Formula.Kind.GUIDE, "z1", List.of("x"), List.of());
  private static final Formula KL = density(Formula.Kind.DIVERGENCE, "z1", List.of("x"), List.of());
  private static final Formula DIFFERENCE =
      new Formula.Sum(List.of(new Formula.Negated(Q, NONE), P), NONE);
  private static final Axis.Enumeration Y = new Axis.Enumeration("y", 0, 10);
  private static final Axis.Plate IMAGES = new Axis.Plate("images", 0, Axis.Plate.OF_DATA);

  private static Formula.Density density(
      Formula.Kind kind, String site, List<String> guideParents, List<String> modelParents) {
    return new Formula.Density(kind, site, guideParents, modelParents, false, NONE);
  }

  private static Formula particles(double power) {
    return new Formula.OverParticles(new Axis.Particles("particles"), power, DIFFERENCE, NONE);
  }

  /** Each kind of formula, and what is read where the marks for its form are left out. */
  static Stream<Arguments> formulas() {
    return Stream.of(
        Arguments.of(P, "logp(x|z1,y)"),
        Arguments.of(Q, "logq(z1|x)"),
        Arguments.of(KL, "KL[q(z1|x)\u2225p(z1)]"),
        Arguments.of(
            density(Formula.Kind.FACTOR, "smooth", List.of(), List.of("z1", "y")),
            "logsmooth(z1,y)"),
        Arguments.of(
            new Formula.Density(Formula.Kind.MODEL, "x", List.of(), List.of(), true, NONE),
            "mlogp(x)"),
        Arguments.of(new Formula.Negated(P, NONE), "\u2212logp(x|z1,y)"),
        Arguments.of(DIFFERENCE, "logp(x|z1,y)\u2212logq(z1|x)"),
        Arguments.of(new Formula.Sum(List.of(), NONE), "0"),
        Arguments.of(
            new Formula.Sum(List.of(KL, new Formula.Negated(DIFFERENCE, NONE)), NONE),
            "KL[q(z1|x)\u2225p(z1)]\u2212[logp(x|z1,y)\u2212logq(z1|x)]"),
        Arguments.of(
            new Formula.Scaled("1/N", NONE, DIFFERENCE, NONE), "1N[logp(x|z1,y)\u2212logq(z1|x)]"),
        Arguments.of(new Formula.Scaled("b", NONE, KL, NONE), "bKL[q(z1|x)\u2225p(z1)]"),
        Arguments.of(new Formula.AtLeast(0.5, KL, NONE), "max(0.5,KL[q(z1|x)\u2225p(z1)])"),
        Arguments.of(
            new Formula.OverPlate(IMAGES, true, new Formula.Negated(P, NONE), NONE),
            "1B\u2211images[\u2212logp(x|z1,y)]"),
        Arguments.of(new Formula.OverPlate(IMAGES, false, P, NONE), "\u2211imageslogp(x|z1,y)"));
  }

  /** And of those that have a formula for each value or draw. */
  static Stream<Arguments> sums() {
    return Stream.of(
        Arguments.of(
            new Formula.Expected(
                List.of(Y),
                List.of(density(Formula.Kind.GUIDE, "y", List.of("x"), List.of())),
                P,
                NONE),
            "\u2211yq(y|x)logp(x|z1,y)"),
        Arguments.of(
            new Formula.LogSumExp(List.of(Y), List.of(P, Q), NONE),
            "log\u2211yexp[logp(x|z1,y)+logq(z1|x)]"),
        Arguments.of(particles(0), "1K\u2211k=1K[logp(x|z1,y)\u2212logq(z1|x)]"),
        Arguments.of(particles(1), "log1K\u2211k=1Kexp[logp(x|z1,y)\u2212logq(z1|x)]"),
        Arguments.of(
            particles(-0.5),
            "1\u22120.5log1K\u2211k=1Kexp(\u22120.5[logp(x|z1,y)\u2212logq(z1|x)])"));
  }

  @ParameterizedTest
  @MethodSource({"formulas", "sums"})
  void formulasAreWrittenAsTheyAreRead(Formula formula, String read) {
    Markup page = new Markup().open("math");
    new FormulaMath(page).write(formula);
    assertThat(Html.of(page.close().markup()).getTextContent()).isEqualTo(read);
  }

  @Test
  void numbersOfNamesAreIndicesAndNamesAreEscaped() {
    Markup page = new Markup().open("math");
    new FormulaMath(page).write(density(Formula.Kind.GUIDE, "<a>", List.of("z12"), List.of()));
    assertThat(page.close().markup())
        .isEqualTo(
            "<math><mi>log</mi><mspace width=\"0.17em\"/><mi>q</mi><mrow><mo>(</mo>"
                + "<mi>&lt;a&gt;</mi><mo form=\"infix\" stretchy=\"false\">|</mo>"
                + "<msub><mi>z</mi><mn>12</mn></msub><mo>)</mo></mrow></math>");
  }

  @Test
  void boundsHaveOneLineForEachPart() {
    Vae vae = Vae.of(VaeSettings.standard());
    assertThat(lines(vae.elbo()))
        .containsExactly(
            "\u2212ELBO=rec+kl",
            "rec=1B\u2211images[\u2212logp(x|z)]",
            "kl=1B\u2211imagesKL[q(z|x)\u2225p(z)]");
    assertThat(lines(vae.iwae().particles(5)))
        .containsExactly(
            "\u2212IWAE=1B\u2211images"
                + "[\u2212log1K\u2211k=1Kexp[logp(z)+logp(x|z)\u2212logq(z|x)]]");
  }

  private static List<String> lines(Objective objective) {
    ExplainedLoss loss = objective.explain().terms().get(0);
    Markup page = new Markup();
    new FormulaMath(page).write(loss);
    return Html.all(Html.of(page.markup()), "mtr").stream()
        .map(row -> row.getTextContent())
        .toList();
  }
}
