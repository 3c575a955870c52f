package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.objective.Elbo;
import org.junit.jupiter.api.Test;

/** What pairs of programs are refused with. */
class ProgramMessagesTest {
  private static final Program GUIDE = rows(p -> p.sample("z", Normal.standard(2)));
  private static final Program MODEL =
      rows(
          p -> {
            Expr z = p.sample("z", Normal.standard(2));
            observe(p, z);
          });

  @Test
  void latentThatTheGuideLacks() {
    Program model =
        rows(
            p -> {
              observe(p, p.sample("z", Normal.standard(2)));
              p.sample("w", Normal.standard());
            });
    assertThat(refusal(model, GUIDE))
        .isEqualTo(
            """
            at site 'w' in the model, plate 'rows' (ProgramMessagesTest.java: p.sample("w", Normal.standard());):
              expected a site of the guide with this name, but the guide has none and the site is not given
              try: p.sample("w", ...) in the guide, or given("w")""");
  }

  @Test
  void latentThatTheModelLacks() {
    Program guide =
        rows(
            p -> {
              p.sample("z", Normal.standard(2));
              p.sample("zz", Normal.standard());
            });
    assertThat(refusal(MODEL, guide))
        .isEqualTo(
            """
            at site 'zz' in the guide (ProgramMessagesTest.java: p.sample("zz", Normal.standard());):
              expected a site of the model with this name, but the model has latents [z]
              try: 'z' for the name of the site""");
    Program other = rows(p -> twoSites(p, "z", "weights"));
    assertThat(refusal(MODEL, other))
        .isEqualTo(
            """
            at site 'weights' in the guide (ProgramMessagesTest.java: p.sample(second, Normal.standard(2));):
              expected a site of the model with this name, but the model has latents [z]
              try: p.sample("weights", ...) in the model""");
  }

  @Test
  void nameUsedTwice() {
    Program twice = rows(p -> twoSites(p, "z", "z"));
    assertThat(refusal(MODEL, twice))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (ProgramMessagesTest.java: p.sample(second, Normal.standard(2));):
              expected a new name, but 'z' is used at ProgramMessagesTest.java: p.sample(first, Normal.standard(2));
              try: another name for one of the two""");
  }

  @Test
  void givenThatNoProgramUses() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("x", "xs").explain()))
        .isEqualTo(
            """
            at given 'xs':
              expected a site of the model or the guide, but they have [z, x]
              try: given("x")""");
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given("x", "labels").explain()))
        .isEqualTo(
            """
            at given 'labels':
              expected a site of the model or the guide, but they have [z, x]
              try: the name of a site""");
  }

  @Test
  void nothingGiven() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).explain()))
        .isEqualTo(
            """
            at objective:
              expected at least one given site, but none is given
              try: given("x") with the name of the observed site""");
  }

  @Test
  void latentThatIsNotReparameterized() {
    assertThat(refusal(MODEL, rows(p -> latent(p, OneHotCategorical.uniform(2)))))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (ProgramMessagesTest.java: p.sample("z", distribution);):
              expected a latent whose draws can be differentiated, but OneHotCategorical is not reparameterized
              try: Normal for the site, or give it""");
  }

  @Test
  void parameterDeclaredTwiceWithOtherShapes() {
    Param small = Param.of("loc", 2);
    Param large = Param.of("loc", 3).normal(0.1);
    Program guide =
        rows(
            p -> {
              p.param(small);
              p.param(large);
            });
    assertThat(refusal(MODEL, guide))
        .isEqualTo(
            """
            at parameter 'loc' in the guide, plate 'rows' (ProgramMessagesTest.java: p.param(large);):
              expected one parameter of this name, but got shape [2] from Constant[value=0.0] and shape [3] from Normal[stddev=0.1]
              try: another name for one of the two""");
  }

  @Test
  void columnReadWithTwoShapes() {
    Program guide = rows(p -> p.sample("z", Normal.of(first(p.input("x", 4)), Expr.of(1))));
    assertThat(refusal(MODEL, guide))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (ProgramMessagesTest.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected event shape [4] as column 'x' has, but Bernoulli has [2]
              try: a last layer of width 4, or a column of event shape [2]""");
  }

  @Test
  void draws() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).particles(0)))
        .isEqualTo(
            """
            at particles (ProgramMessagesTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).particles(0)))):
              expected 1 draw or more, but got 0
              try: particles(1)""");
  }

  private static String refusal(Program model, Program guide) {
    return Refusal.of(() -> Elbo.of(model, guide).given("x").explain());
  }

  private static Program rows(Program inside) {
    return p -> p.plate("rows", () -> inside.run(p));
  }

  private static void observe(Scope p, Expr z) {
    p.sample("x", Bernoulli.ofLogits(z));
  }

  private static void twoSites(Scope p, String first, String second) {
    p.sample(first, Normal.standard(2));
    p.sample(second, Normal.standard(2));
  }

  private static void latent(Scope p, Distribution distribution) {
    p.sample("z", distribution);
  }

  private static Expr first(Expr x) {
    return x.split(2).get(0);
  }
}
