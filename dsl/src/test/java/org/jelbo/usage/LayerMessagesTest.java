package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Every refusal of parameters and layers, word for word, with the Java line. */
final class LayerMessagesTest {
  private static final Build BUILD = param -> Expr.filled(0, param.shape());

  @Test
  void parametersWithoutName() {
    assertRefused(
        "Param.of",
        () -> Param.of(" ", 3),
        "expected a name, but got a blank one",
        "a path such as decoder/0/kernel");
  }

  @Test
  void parametersOfNoSize() {
    String remedy = "sizes of 1 or more";
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", 2, 0),
        "expected positive sizes, but got shape [2, 0]",
        remedy);
    assertRefused(
        "parameter 'w'",
        () -> Param.of("w", -1),
        "expected positive sizes, but got shape [-1]",
        remedy);
  }

  @Test
  void layersWithoutWidth() {
    assertRefused(
        "layer 'd'",
        () -> Dense.of("d", 0),
        "expected a width of 1 or more, but got 0",
        "a positive width");
  }

  @Test
  void layersWithoutInput() {
    assertRefused(
        "layer 'd'",
        () -> Dense.of("d", 2).apply(BUILD),
        "expected at least one input, but got none",
        "apply(p, x)");
  }

  @Test
  void inputsThatAreNoVectors() {
    Expr image = Expr.filled(0, Shape.of(4, 3));
    assertRefused(
        "layer 'd'",
        () -> Dense.of("d", 2).apply(BUILD, Expr.filled(0, Shape.of(3)), image),
        "expected inputs with events of rank 1, but got event shape [4, 3]",
        "it.at(index) for a row of a table, or reshape(12)");
    assertRefused(
        "layer 'net/0'",
        () -> Mlp.of("net", 2).apply(BUILD, Expr.of(1)),
        "expected inputs with events of rank 1, but got event shape []",
        "reshape(1)");
  }

  @Test
  void networksWithoutLayers() {
    assertRefused(
        "network 'net'",
        () -> Mlp.of("net"),
        "expected at least one width, but got none",
        "Mlp.of(name, 10)");
  }
}
