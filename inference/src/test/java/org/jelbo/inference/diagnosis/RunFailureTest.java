package org.jelbo.inference.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.ndarray.Shape;

/** What TensorFlow's exceptions become. */
class RunFailureTest {
  private static String refused(RuntimeException failure) {
    try (Graph graph = new Graph()) {
      RunFailure failures =
          new RunFailure(ExprGraph.of(graph, Precision.FLOAT64), () -> new Origins(), "batch(50)");
      RuntimeException refusal = failures.refusal(failure, "step 3");
      assertThat(refusal).hasCause(failure);
      return String.valueOf(refusal.getMessage());
    }
  }

  @Test
  void memory() {
    assertThat(
            refused(
                new TFResourceExhaustedException(
                    "OOM when allocating tensor with shape[2000000000,784] and type float on /job:"
                        + "localhost/replica:0/task:0/device:CPU:0 by allocator mklcpu\n"
                        + "\t [[{{node StatelessRandomNormal}}]]")))
        .isEqualTo(
            """
            at step 3:
              expected memory for a value of shape [2000000000, 784], but there was none
              try: batch(50)""");
  }

  @Test
  void indexBeyondWholeNumbersOfTensorFlow() {
    assertThat(
            refused(
                new TFInvalidArgumentException(
                    "indices[2,1] = -2147483648 is not in [0, 5)\n\t [[{{node Gather}}]]")))
        .isEqualTo(
            """
            at step 3:
              expected indices from 0 to 4 of a table of 5 rows, but got one beyond the whole numbers of 32 bits
              try: indices counted from 0""");
  }

  @Test
  void anyOtherOp() {
    assertThat(refused(new TFUnimplementedException("Fractions of them\n\t [[{{node Odd}}]]")))
        .isEqualTo(
            """
            at step 3:
              expected every op to run, but an op ended with: Fractions of them
              try: arguments that an op is defined for""");
  }

  /** An op that is a site's, and one that is computed from it. */
  @Test
  void theSiteOfTheOp() {
    try (Graph graph = new Graph()) {
      ExprGraph exprs = ExprGraph.of(graph, Precision.FLOAT64);
      Expr value =
          exprs.unknown(Axes.of(new Axis.Plate("rows", 0, Axis.Plate.OF_DATA)), Shape.scalar());
      Expr root = value.sqrt();
      Expr after = root.exp();
      Origins origins = new Origins();
      origins.add(List.of(), Map.of("site 'x' in the model (Model.java:3)", root), "");
      for (Expr at : List.of(root, after)) {
        RunFailure failures = new RunFailure(exprs, () -> origins, "batch(50)");
        String name = at.operand().op().name();
        assertThat(
                failures.refusal(
                    new TFInvalidArgumentException("Odd\n [[{{node " + name + "}}]]"), "step 3"))
            .hasMessageStartingWith(
                "at step 3, site 'x' in the model (Model.java:3):\n  expected every op to run, but "
                    + at.operand().op().type()
                    + " ended with: Odd\n");
      }
    }
  }

  @Test
  void whatIsNotTensorFlowsStays() {
    try (Graph graph = new Graph()) {
      RuntimeException own = new IllegalStateException("own");
      RunFailure failures =
          new RunFailure(ExprGraph.of(graph, Precision.FLOAT64), () -> new Origins(), "batch(50)");
      assertThat(failures.refusal(own, "step 3")).isSameAs(own);
    }
  }

  /** A loss without parameters has no gradients, by itself and as one of several terms. */
  @Test
  void gradientsOfNothing() {
    Objective fixed =
        MaximumLikelihood.of(
                p -> p.plate("rows", () -> p.sample("x", Normal.of(Expr.of(0), Expr.of(1)))))
            .given("x");
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2}));
    try (Compiled compiled = Compilation.of(fixed).compile()) {
      assertThat(compiled.gradients(data, DrawKey.of(0))).isEmpty();
    }
    try (Compiled compiled =
        Compilation.of(Objective.sum(fixed.named("a"), fixed.named("b"))).compile()) {
      assertThat(compiled.term("a").gradients(QueryRun.of(data, DrawKey.of(0)))).isEmpty();
    }
  }
}
