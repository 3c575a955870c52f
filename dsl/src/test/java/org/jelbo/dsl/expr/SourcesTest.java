package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

final class SourcesTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);
  private final ExprGraph graph = evaluation.graph();
  private final Expr a = Sources.markable(graph, evaluation.fed(1, 2));
  private final Expr b = Sources.markable(graph, evaluation.fed(3, 4));
  private final Map<String, Expr> marked = Map.of("a", a, "b", b);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void theWalkFindsWhatValuesAreComputedFrom() {
    assertThat(Sources.direct(List.of(a.times(b).exp()), marked))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(Sources.direct(List.of(a.plus(1)), marked)).containsExactly("a");
    assertThat(Sources.direct(List.of(a.sum(), b.sum()), marked))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(Sources.direct(List.of(evaluation.fed(1)), marked)).isEmpty();
  }

  @Test
  void aMarkedValueIsItsOwnSource() {
    assertThat(Sources.direct(List.of(a), marked)).containsExactly("a");
  }

  @Test
  void theWalkStopsAtMarks() {
    Expr c = Sources.markable(graph, a.times(2));
    Map<String, Expr> more = Map.of("a", a, "b", b, "c", c);
    assertThat(Sources.direct(List.of(c.plus(b)), more)).containsExactlyInAnyOrder("c", "b");
    assertThat(Sources.direct(List.of(c.plus(a)), more)).containsExactlyInAnyOrder("c", "a");
    assertThat(Sources.direct(List.of(c.plus(b)), marked)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void theWalkGoesThroughRawOps() {
    Ops tf = graph.tf();
    Expr reversed = Expr.of(tf.reverse(a.operand(), tf.constant(new int[] {0})));
    assertThat(Sources.direct(List.of(reversed), marked)).containsExactly("a");
    Expr parts = Expr.of(tf.split(tf.constant(0), b.operand(), 2L).output().get(1));
    assertThat(Sources.direct(List.of(parts.plus(a)), marked)).containsExactlyInAnyOrder("a", "b");
    assertThat(Sources.direct(List.of(a.stopGradient()), marked)).containsExactly("a");
  }

  @Test
  void constantsComeFromNothing() {
    Expr constant = Sources.markable(graph, Expr.of(1));
    assertThat(constant.isConstant()).isFalse();
    assertThat(evaluation.shape(constant)).isEqualTo(Shape.scalar());
    Map<String, Expr> more = Map.of("a", a, "host", Expr.of(2), "one", constant);
    assertThat(Sources.direct(List.of(Expr.of(2)), more)).isEmpty();
    assertThat(Sources.direct(List.of(constant.plus(a)), more))
        .containsExactlyInAnyOrder("one", "a");
  }

  @Test
  void valuesThatShareAnOpAreToldApartOnceMarkable() {
    List<Expr> parts = evaluation.fed(1, 2).split(2);
    Expr first = Sources.markable(graph, parts.get(0));
    Expr second = Sources.markable(graph, parts.get(1));
    Map<String, Expr> more = Map.of("first", first, "second", second);
    assertThat(Sources.direct(List.of(second.exp()), more)).containsExactly("second");
  }
}
