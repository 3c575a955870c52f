package org.jelbo.inference.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/** A step that is not finite is refused and changes nothing. */
class NotFiniteTest {
  private static final Param VARIANCE = Param.of("variance").constant(1);
  private static final Param MEAN = Param.of("mean").constant(0.5);
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3, 4}));

  @Test
  void logOfNegativeParameter() {
    try (Compiled compiled = compiled(Adam.of(0.01))) {
      compiled.step();
      compiled.step();
      compiled.set("variance", new double[] {-1});
      Map<String, double[]> before = state(compiled);
      assertThatThrownBy(compiled::step)
          .isInstanceOf(JelboException.class)
          .hasMessageStartingWith("at step 3, site 'x' in the model, plate 'rows' (")
          .hasMessageContaining("but Log(-1.0) is NaN, and with it loss, rec; the parameters");
      assertUnchanged(compiled, before, 2);
      compiled.set("variance", new double[] {1});
      assertThat(compiled.step().step()).isEqualTo(3);
      assertThat(compiled.steps()).isEqualTo(3);
      assertThat(compiled.values("mean")).isNotEqualTo(before.get("mean"));
    }
  }

  /** What is wrong in one term of a sum is told by its name, and no term's update happens. */
  @Test
  void oneTermOfSum() {
    Param other = Param.of("other");
    Program sound =
        p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(other), Expr.of(1))));
    Program unsound =
        p ->
            p.plate(
                "rows",
                () -> p.sample("x", Normal.ofMeanAndVariance(Expr.of(0), p.param(VARIANCE).log())));
    Objective sum =
        Objective.sum(
            Elbo.of(sound, p -> {}).given("x"), Elbo.of(unsound, p -> {}).given("x").from("b"));
    Compilation compilation =
        Compilation.of(sum).feed(DATA.batch(2)).feed("b", DATA.batch(3)).optimizer(Sgd.of(0.1));
    try (Compiled compiled = compilation.compile()) {
      compiled.set("variance", new double[] {-1});
      Map<String, double[]> before = state(compiled);
      assertThatThrownBy(compiled::step)
          .hasMessageStartingWith("at step 1, site 'x' in the model, plate 'rows' (")
          .hasMessageContaining(") in term 'b':\n")
          .hasMessageContaining(
              ", and with it loss, b/loss, b/rec, gradient of variance; the parameters");
      assertUnchanged(compiled, before, 0);
    }
  }

  @Test
  void gradientThatIsNotFiniteWhileTheLossIs() {
    try (Compiled compiled = compiled(Sgd.of(0.01))) {
      // The mean enters as sqrt(|mean|), whose slope at 0 is infinite.
      compiled.set("mean", new double[] {0});
      Map<String, double[]> before = state(compiled);
      assertThatThrownBy(compiled::step)
          .hasMessageContaining("is -Infinity, and with it gradient of mean; the parameters");
      assertUnchanged(compiled, before, 0);
    }
  }

  @Test
  void learningRateThatIsFarTooLarge() {
    try (Compiled compiled = compiled(Sgd.of(1e300))) {
      compiled.step();
      Map<String, double[]> before = state(compiled);
      assertThatThrownBy(compiled::step)
          .isInstanceOf(JelboException.class)
          .hasMessageStartingWith("at step 2, parameter 'mean':\n");
      assertUnchanged(compiled, before, 1);
    }
  }

  private static void assertUnchanged(Compiled compiled, Map<String, double[]> before, long steps) {
    assertThat(compiled.steps()).isEqualTo(steps);
    state(compiled).forEach((name, values) -> assertThat(values).isEqualTo(before.get(name)));
  }

  private static Map<String, double[]> state(Compiled compiled) {
    Map<String, double[]> state = new LinkedHashMap<>();
    compiled.stateNames().forEach(name -> state.put(name, compiled.values(name)));
    return state;
  }

  private static Compiled compiled(Optimizer optimizer) {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(MEAN).abs().sqrt();
                  p.sample("x", Normal.ofMeanAndVariance(mean, p.param(VARIANCE)));
                });
    Elbo elbo = Elbo.of(model, p -> {}).given("x");
    return Compilation.of(elbo).feed(DATA.batch(4)).optimizer(optimizer).compile();
  }
}
