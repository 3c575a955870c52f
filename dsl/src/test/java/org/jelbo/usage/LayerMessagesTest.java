package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Images;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.nn.AveragePool2d;
import org.jelbo.dsl.nn.Conv2d;
import org.jelbo.dsl.nn.ConvTranspose2d;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Embedding;
import org.jelbo.dsl.nn.Flatten;
import org.jelbo.dsl.nn.GatedRecurrent;
import org.jelbo.dsl.nn.GroupNorm;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.nn.LayerNorm;
import org.jelbo.dsl.nn.MaxPool2d;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.nn.Reshape;
import org.jelbo.dsl.nn.Residual;
import org.jelbo.dsl.nn.Sequential;
import org.jelbo.dsl.nn.Upsample;
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

  @Test
  void eventsThatAreNoImages() {
    assertRefused(
        "layer 'c'",
        () -> Conv2d.of("c", 2, 3).apply(BUILD, Expr.filled(0, Shape.of(784))),
        "expected an image, event [height, width, channels], but got event shape [784]",
        "reshape(28, 28, 1)");
    assertRefused(
        "layer 'maxpool'",
        () -> MaxPool2d.of(2).apply(BUILD, Expr.filled(0, Shape.of(5, 4))),
        "expected an image, event [height, width, channels], but got event shape [5, 4]",
        "reshape(5, 4, 1)");
    assertRefused(
        "convolution",
        () ->
            Images.convolution(
                Expr.of(1), Expr.filled(0, Shape.of(1, 1, 1, 1)), null, Window.of(1)),
        "expected an image, event [height, width, channels], but got event shape []",
        "reshape(1, 1, 1)");
  }

  @Test
  void windowsThatDoNotFit() {
    Expr image = Expr.filled(0, Shape.of(4, 5, 1));
    assertRefused(
        "average pooling",
        () -> AveragePool2d.of(5).apply(BUILD, image),
        "expected an image, with its padding, of 5 x 5 or more, which the window spans, but got"
            + " event shape [4, 5, 1], padding top 0, bottom 0, left 0, right 0",
        "a smaller window, or more padding");
    assertRefused(
        "window",
        () -> Conv2d.of("c", 2, 4).padding(Padding.same()),
        "expected an odd span under same padding, which stands as far on both sides of a middle,"
            + " but the window spans 4 x 4",
        "an odd window, or Padding.of(top, bottom, left, right) that says which side has one more");
    assertRefused(
        "window",
        () -> Conv2d.of("c", 2, 3).stride(0),
        "expected sizes, a stride and a dilation of 1 or more, but got 3 x 3, stride 0, dilation 1",
        "positive numbers");
    assertRefused(
        "padding",
        () -> Padding.of(-1),
        "expected 0 or more rows and columns, but got top -1, bottom -1, left -1, right -1",
        "Padding.of(0)");
  }

  @Test
  void windowsThatDoNotFitPoolsAndKernels() {
    Expr image = Expr.filled(0, Shape.of(4, 5, 1));
    assertRefused(
        "maximum pooling",
        () -> MaxPool2d.of(2).padding(Padding.of(2)).apply(BUILD, image),
        "expected padding below the window's 2 x 2, so that every window has an entry, but got top"
            + " 2, bottom 2, left 2, right 2",
        "less padding, or a larger window");
    assertRefused(
        "average pooling",
        () -> Images.mean(image, Window.of(2).dilation(2)),
        "expected a window of dilation 1, but got 2",
        "dilation(1)");
    assertRefused(
        "convolution",
        () -> Images.convolution(image, Expr.filled(0, Shape.of(3, 3, 2, 1)), null, Window.of(3)),
        "expected a kernel of shape [3, 3, 1, n], but got [3, 3, 2, 1]",
        "a parameter of that shape");
    assertRefused(
        "transposed convolution",
        () -> ConvTranspose2d.of("t", 1, 2).stride(2).more(2).apply(BUILD, image),
        "expected from 0 to 1 more rows, below the stride, but got 2",
        "0, or a larger stride");
    assertRefused(
        "transposed convolution",
        () -> ConvTranspose2d.of("t", 1, 2).padding(Padding.of(3)).apply(BUILD, image),
        "expected padding that leaves something of [4, 5, 1] windows that span 2 x 2, but got"
            + " padding top 3, bottom 3, left 3, right 3",
        "less padding");
  }

  @Test
  void layersOfNothing() {
    assertRefused(
        "layer 'c'",
        () -> Conv2d.of("c", 0, 3),
        "expected 1 channel or more, but got 0",
        "a positive number of channels");
    assertRefused(
        "upsampling",
        () -> Upsample.nearest(0),
        "expected a factor of 1 or more, but got 0",
        "Upsample.nearest(2)");
    assertRefused(
        "layer 'e'",
        () -> Embedding.of("e", 0, 3),
        "expected a count and a width of 1 or more, but got 0 and 3",
        "positive numbers");
    assertRefused(
        "layer 'g'",
        () -> GatedRecurrent.of("g", 0),
        "expected a width of 1 or more, but got 0",
        "100");
    assertRefused(
        "network 'net'",
        () -> Sequential.of("net"),
        "expected at least one layer, but got none",
        "Sequential.of(name, Dense.of(\"0\", 10))");
  }

  @Test
  void inputsThatDoNotFit() {
    Expr vector = Expr.filled(1, Shape.of(3));
    assertRefused(
        "layer 'flatten'",
        () -> new Flatten().apply(BUILD, vector, vector),
        "expected one input, but got 2",
        "a layer of one input for each, or what they have in common first");
    assertRefused(
        "layer 'g'",
        () -> GatedRecurrent.of("g", 3).apply(BUILD, vector),
        "expected an input and a state, but got 1 values",
        "apply(p, x, state), with Expr.filled(0, Shape.of(3)) as the first state");
    assertRefused(
        "residual of layer 'reshape'",
        () -> Residual.of(Reshape.to(3, 1)).apply(BUILD, vector),
        "expected an output of event shape [3], as that of the input, but got [3, 1]",
        "as many channels, and Padding.same() for a convolution");
  }

  @Test
  void normsThatAreNone() {
    assertRefused(
        "layer 'n'",
        () -> LayerNorm.of("n").epsilon(0),
        "expected a finite epsilon above 0, but got 0.0",
        "1e-5");
    assertRefused(
        "layer 'n'",
        () -> LayerNorm.of("n").apply(BUILD, Expr.of(1)),
        "expected an event with a last dim to norm along, but got a scalar",
        "reshape(1), or no norm");
    assertRefused(
        "layer 'n'", () -> GroupNorm.of("n", 0), "expected 1 group or more, but got 0", "1");
    assertRefused(
        "layer 'n'",
        () -> GroupNorm.of("n", 2).apply(BUILD, Expr.filled(1, Shape.of(3))),
        "expected an event [..., channels] whose channels 2 groups divide, but got event shape [3]",
        "1 group, or a number that divides the channels");
  }

  @Test
  void layersWithoutNamesOfTheirOwn() {
    Layer network = Sequential.of("net", LayerNorm.of("d"), LayerNorm.of("d"));
    assertRefused(
        "network 'net'",
        () -> network.apply(BUILD, Expr.filled(1, Shape.of(3))),
        "expected layers with names of their own, but two have the parameter 'd/scale'",
        "another name for layer 2");
  }
}
