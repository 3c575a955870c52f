package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.distribution.VonMises;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Ops;

final class JumpsTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final ExprGraph graph = evaluation.graph();
  private final Expr loc = Sources.markable(graph, number(0.3));
  private final Expr noise = number(0.1);
  private final Expr draw = Sources.markable(graph, loc.plus(noise));
  private final Expr angle = Sources.markable(graph, Angles.drawn(loc.plus(noise)));
  private final Ops tf = graph.tf();

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Expr number(double value) {
    return evaluation.fed(value).reshape();
  }

  private List<String> jumps(Expr of, Expr... moving) {
    return Jumps.between(List.of(of), Map.of("z", draw, "angle", angle), List.of(moving)).stream()
        .map(jump -> jump.function() + " " + jump.kind() + " " + jump.of())
        .toList();
  }

  private List<String> ofDraw(UnaryOperator<Expr> function) {
    return jumps(function.apply(draw).times(2), loc);
  }

  private List<String> ofAngle(UnaryOperator<Expr> function) {
    return jumps(function.apply(angle).plus(1), loc);
  }

  @Test
  void comparisonsRoundingsAndIndicesAreSteps() {
    assertThat(ofDraw(z -> z.lessThan(Expr.of(0.3)))).containsExactly("lessThan STEP [z]");
    assertThat(ofDraw(z -> Expr.of(0.3).lessThan(z.exp()))).containsExactly("lessThan STEP [z]");
    assertThat(ofDraw(SpecialFunctions::floor)).containsExactly("floor STEP [z]");
    assertThat(ofDraw(z -> Expr.of(new double[] {1, 5}).at(z.sigmoid())))
        .containsExactly("at STEP [z]");
    assertThat(ofDraw(z -> Events.oneHot(z, 3).sum())).containsExactly("oneHot STEP [z]");
    assertThat(ofDraw(z -> Events.argMax(z.times(Expr.of(new double[] {1, 2})))))
        .containsExactly("argMax STEP [z]");
    assertThat(ofDraw(z -> Expr.of(tf.math.sign(z.operand())))).containsExactly("Sign STEP [z]");
    assertThat(ofDraw(z -> Expr.of(tf.math.rint(z.operand())))).containsExactly("Rint STEP [z]");
    assertThat(ofDraw(z -> Expr.of(tf.math.floorMod(z.operand(), evaluation.fed(2).operand()))))
        .containsExactly("FloorMod STEP [z]");
  }

  @Test
  void quotientsOfWhatIsBentAreSigns() {
    assertThat(ofDraw(z -> z.dividedBy(z.abs()))).containsExactly("dividedBy STEP [z]");
    assertThat(ofDraw(z -> z.relu().dividedBy(z))).containsExactly("dividedBy STEP [z]");
    assertThat(ofDraw(z -> Masks.isZero(z.abs().minus(z)))).containsExactly("keptWhere STEP [z]");
    assertThat(ofDraw(z -> z.dividedBy(z.abs().plus(1)))).isEmpty();
    assertThat(ofDraw(z -> z.abs().minus(z).plus(z.relu()))).isEmpty();
  }

  /** A loss that is infinite there shows it; an average with other densities does not. */
  @Test
  void endsOfDensitiesAreJumpsWhereTheyAreAveraged() {
    Expr inside = Uniform.of(-1, 1).logProb(draw);
    assertThat(jumps(inside.times(2).minus(3), loc)).isEmpty();
    assertThat(jumps(inside.exp().plus(1).log(), loc))
        .containsExactly("lessThan END [z]", "lessThan END [z]");
    Expr around = Uniform.of(draw.minus(1), draw.plus(1)).logProb(number(0.4));
    assertThat(jumps(around.maximum(Expr.of(-9)), loc))
        .containsExactly("lessThan END [z]", "lessThan END [z]");
    assertThat(jumps(around.exp())).isEmpty();
  }

  /** What relu gives is 0 half of the time, what it is given never. */
  @Test
  void equalityIsStepOfWhatIsConstantAtTimes() {
    assertThat(ofDraw(z -> Expr.of(1).keptWhere(z))).isEmpty();
    assertThat(ofDraw(z -> Expr.of(1).keptWhere(z.relu()))).containsExactly("keptWhere STEP [z]");
    assertThat(ofDraw(z -> Masks.isZero(z.maximum(Expr.of(0)))))
        .containsExactly("keptWhere STEP [z]");
  }

  @Test
  void continuousFunctionsMakeNone() {
    assertThat(ofDraw(z -> z.relu().plus(z.abs()).plus(z.elu()).maximum(z.minimum(Expr.of(2)))))
        .isEmpty();
    assertThat(ofDraw(z -> Normal.of(z, Expr.of(1)).logProb(Expr.of(2)))).isEmpty();
    assertThat(ofDraw(z -> Uniform.of(Expr.of(-9), z).logProb(Expr.of(-3)))).isEmpty();
    assertThat(ofDraw(z -> z.lessThan(z).plus(z))).isEmpty();
    assertThat(ofDraw(z -> z.times(Expr.of(new double[] {1, 2})).logSumExp())).isEmpty();
  }

  @Test
  void branchesThatMeetMakeNone() {
    assertThat(ofDraw(z -> Masks.chosen(Branches.below(z, Expr.of(0)), z.negate(), z))).isEmpty();
    assertThat(ofDraw(z -> Branches.kept(z, z.relu()).plus(Branches.isZero(z.relu())))).isEmpty();
  }

  @Test
  void whatIsStoppedIsLeftOut() {
    assertThat(ofDraw(z -> z.lessThan(Expr.of(0)).stopGradient().plus(z))).isEmpty();
    assertThat(ofDraw(z -> z.stopGradient().lessThan(Expr.of(0)).plus(z))).isEmpty();
  }

  /** A step of a draw that stays where it is has the gradient 0, unless the border moves. */
  @Test
  void stepsOfWhatDoesNotMoveAreHarmless() {
    Expr border = Sources.markable(graph, number(0.7));
    Expr step = draw.lessThan(border);
    assertThat(jumps(step)).isEmpty();
    assertThat(jumps(step, border)).containsExactly("lessThan STEP [z]");
    assertThat(jumps(draw.stopGradient().lessThan(border), border)).hasSize(1);
    assertThat(jumps(loc.lessThan(border), loc, border)).isEmpty();
  }

  @Test
  void functionsOfTheAngleHaveNoSeam() {
    assertThat(ofAngle(SpecialFunctions::cos)).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.sin(z.times(3).minus(loc).negate()))).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.sin(z.times(0.5)).square())).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.cos(z.dividedBy(2)).times(2).abs())).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.tan(z.times(0.5)).square())).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.cos(z.times(Expr.of(new double[] {1, 2}))).sum()))
        .isEmpty();
    assertThat(ofAngle(z -> VonMises.of(z, Expr.of(2)).logProb(Expr.of(1)))).isEmpty();
    assertThat(ofAngle(z -> VonMises.of(loc, Expr.of(2)).logProb(z))).isEmpty();
    assertThat(ofAngle(z -> z.lessThan(z))).isEmpty();
    assertThat(ofAngle(z -> Uniform.of(-Math.PI, Math.PI).logProb(z))).isEmpty();
    assertThat(ofAngle(z -> SpecialFunctions.cos(Angles.wrapped(z.plus(draw))))).isEmpty();
  }

  @Test
  void anglesThatAreReadAsNumbersHaveSeams() {
    assertThat(ofAngle(z -> z.times(draw))).containsExactly("times SEAM [angle]");
    assertThat(ofAngle(z -> z.exp())).containsExactly("exp SEAM [angle]");
    assertThat(ofAngle(z -> SpecialFunctions.cos(z.times(0.7))))
        .containsExactly("cos of a part of it SEAM [angle]");
    assertThat(ofAngle(z -> SpecialFunctions.sin(z.times(0.5)).exp()))
        .containsExactly("exp SEAM [angle]");
    assertThat(ofAngle(z -> Normal.of(z, Expr.of(1)).logProb(Expr.of(2))))
        .containsExactly("square SEAM [angle]");
    assertThat(ofAngle(z -> z.maximum(Expr.of(0)))).containsExactly("maximum SEAM [angle]");
    assertThat(ofAngle(z -> Angles.wrapped(z.times(0.5)).times(2).exp()))
        .contains("exp SEAM [angle]");
    assertThat(ofDraw(z -> Angles.wrapped(z).square())).containsExactly("square SEAM [z]");
  }

  @Test
  void factorsOfEitherPrecisionAreRead() {
    try (Evaluation single = Evaluation.in(Precision.FLOAT32)) {
      Expr moved = Sources.markable(single.graph(), single.fed(0.3).reshape());
      Expr drawn = Sources.markable(single.graph(), Angles.drawn(moved));
      Expr read = SpecialFunctions.cos(drawn.times(1.1));
      Expr whole = SpecialFunctions.cos(drawn.times(1.1).dividedBy(1.1));
      assertThat(Jumps.between(List.of(read), Map.of("z", drawn), List.of(moved))).hasSize(1);
      assertThat(Jumps.between(List.of(whole), Map.of("z", drawn), List.of(moved))).isEmpty();
    }
  }

  /** The draw of an angle, then a linear map of it, as a transformed family has. */
  @Test
  void scaledDrawIsFollowed() {
    Expr twice = Sources.markable(graph, Angles.drawn(loc.plus(noise)).times(2));
    Map<String, Expr> drawn = Map.of("z", twice);
    Expr right = SpecialFunctions.cos(twice.times(0.5));
    assertThat(Jumps.between(List.of(right), drawn, List.of(loc))).isEmpty();
    assertThat(Jumps.between(List.of(twice.exp()), drawn, List.of(loc))).hasSize(1);
  }

  @Test
  void anglesThatDoNotMoveHaveNoSeam() {
    assertThat(jumps(angle.times(evaluation.fed(3)).square())).isEmpty();
  }
}
