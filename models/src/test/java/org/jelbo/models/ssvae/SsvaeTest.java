package org.jelbo.models.ssvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.DrySetting;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.objective.Programs;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

class SsvaeTest {
  private static final int PIXELS = 11;
  private static final int LABELS = 3;
  private static final int LATENTS = 2;
  private static final int HIDDEN = 5;
  private static final int ROWS = 7;
  private static final Ssvae MODEL =
      Ssvae.of(new SsvaeSettings(PIXELS, LABELS, LATENTS, HIDDEN, 1, 100));

  @Test
  void labelsAreSummedOverByTheirProbabilities() {
    double[] logits = {0.4, -1.1, 0.2};
    double[] means = {0.5, -0.3};
    Compilation compilation =
        Compilation.of(MODEL.elbo())
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[LABELS * LATENTS], 1, LABELS, 1, LATENTS));
    Data image = Data.of(Column.ofDoubles("x", new double[PIXELS], PIXELS));
    try (Compiled compiled = compilation.compile()) {
      for (Param param : compiled.parameters()) {
        compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]);
      }
      compiled.set("classifier/2/bias", logits);
      compiled.set("encoder/2/bias", new double[] {means[0], means[1], 1, -1});
      double sum = 0;
      for (double logit : logits) {
        sum += Math.exp(logit);
      }
      double expected = PIXELS * Math.log(2);
      for (double logit : logits) {
        double q = Math.exp(logit) / sum;
        expected += q * Math.log(q * LABELS);
      }
      double[] raw = {1, -1};
      for (int i = 0; i < LATENTS; i++) {
        double variance = Math.log1p(Math.exp(raw[i])) + 1e-8;
        expected += 0.5 * (variance + means[i] * means[i] - 1 - Math.log(variance));
      }
      assertThat(compiled.measure(image, DrawKey.of(0)).value()).isCloseTo(expected, within(1e-9));
      assertThat(compiled.recompute(image, DrawKey.of(0)).recomputed())
          .isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void noFirstLayerIsComputedOnceForEachLabel() {
    List<String> expected = new ArrayList<>();
    layer(expected, ROWS, PIXELS, HIDDEN);
    layer(expected, ROWS, HIDDEN, HIDDEN);
    layer(expected, ROWS, HIDDEN, LABELS);
    layer(expected, ROWS, PIXELS, HIDDEN);
    layer(expected, LABELS, LABELS, HIDDEN);
    layer(expected, ROWS * LABELS, HIDDEN, HIDDEN);
    layer(expected, ROWS * LABELS, HIDDEN, 2 * LATENTS);
    layer(expected, ROWS * LABELS, LATENTS, HIDDEN);
    layer(expected, LABELS, LABELS, HIDDEN);
    layer(expected, ROWS * LABELS, HIDDEN, HIDDEN);
    layer(expected, ROWS * LABELS, HIDDEN, PIXELS);
    assertThat(products()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Forward, the kernel's gradient and the input's; that of data is built, but not run. */
  private static void layer(List<String> products, long rows, long in, long out) {
    products.add(product(rows, in, out));
    products.add(product(in, rows, out));
    products.add(product(rows, out, in));
  }

  private static String product(long rows, long summed, long columns) {
    return rows + " x " + summed + " by " + summed + " x " + columns;
  }

  /** The matrix products of the loss and its gradients. */
  private static List<String> products() {
    Extents sizes = Extents.NONE.withRows(ROWS);
    try (DrySetting dry = DrySetting.along(Programs.axes(1), Set.of(), sizes)) {
      Loss loss = MODEL.elbo().build(dry);
      Map<String, Expr> parameters = new LinkedHashMap<>();
      dry.parameters().forEach(param -> parameters.put(param.name(), dry.param(param)));
      assertThat(loss.surrogate().gradients(parameters)).hasSameSizeAs(parameters);
      List<String> products = new ArrayList<>();
      Graph graph = (Graph) dry.graph().tf().scope().env();
      for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
        GraphOperation op = all.next();
        if (op.type().contains("MatMul")) {
          Shape output = op.output(0).shape();
          assertThat(output.numDimensions()).isEqualTo(2);
          long summed = op.input(0).shape().size() / output.get(0);
          products.add(product(output.get(0), summed, output.get(1)));
        }
      }
      return products;
    }
  }
}
