package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.compilation.Values;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bound on small networks, its parts and every gradient, against PyTorch's numbers. */
class ReferenceObjectivesTest {
  static Stream<Arguments> cases() {
    return Stream.of(
            "vae_elbo",
            "beta_vae",
            "vae_iwae",
            "vae_renyi_half",
            "gmvae_elbo",
            "gmvae_iwae",
            "ssvae_elbo_unlabelled",
            "fsvae_elbo")
        .flatMap(
            name -> Stream.of(Precision.values()).map(precision -> Arguments.of(name, precision)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueAndEveryGradient(String name, Precision precision) {
    ReferenceCase reference = ReferenceCase.of(name);
    assertAgrees(reference, reference.derived(), precision);
  }

  /** The component as a site that is summed out is the same bound. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void mixtureAsSite(Precision precision) {
    SmallVae vae = SmallVae.tiny();
    Objective elbo = Elbo.of(ReferenceCase.mixture(true), vae.guide()).given("x");
    assertAgrees(ReferenceCase.of("gmvae_elbo"), elbo, precision);
    Objective iwae = Iwae.of(ReferenceCase.mixture(true), vae.guide()).particles(5).given("x");
    assertAgrees(ReferenceCase.of("gmvae_iwae"), iwae, precision);
  }

  private static void assertAgrees(
      ReferenceCase reference, Objective objective, Precision precision) {
    Agreement agreement = Agreement.of(precision);
    DrawKey draws = DrawKey.of(0).particles(reference.particles());
    try (Compiled compiled = reference.compile(objective, "", precision)) {
      Measurement measured = compiled.measure(reference.data(), draws);
      agreement.assertValues("value", of(measured.value()), reference.objective());
      Recomputed again = compiled.recompute(reference.data(), draws);
      agreement.assertValues(again.formula(), of(again.recomputed()), again.compiled());
      Map<String, Values> gradients = compiled.gradients(reference.data(), draws);
      Map<String, double[]> expected = reference.named("gradients");
      assertThat(gradients.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (name, gradient) ->
              agreement.assertGradient(name, Entry.of(gradients, name).toArray(), gradient));
    }
  }

  private static double[] of(double value) {
    return new double[] {value};
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void partsOfTheBoundsForEachRow(Precision precision) {
    Agreement agreement = Agreement.of(precision);
    for (String name : new String[] {"vae_elbo", "beta_vae", "gmvae_elbo", "fsvae_elbo"}) {
      ReferenceCase reference = ReferenceCase.of(name);
      assertPart(agreement, reference, "kl", reference.values("kl"), precision);
      assertPart(agreement, reference, "rec", reference.values("rec"), precision);
    }
    for (String name : new String[] {"vae_iwae", "gmvae_iwae", "vae_renyi_half"}) {
      ReferenceCase reference = ReferenceCase.of(name);
      assertPart(agreement, reference, "bound", reference.values("bound"), precision);
      assertPart(agreement, reference, "logWeights", reference.values("log_weights"), precision);
    }
    ReferenceCase unlabelled = ReferenceCase.of("ssvae_elbo_unlabelled");
    double[] kl = unlabelled.values("kl_y");
    Arrays.setAll(kl, i -> kl[i] + unlabelled.values("kl_z")[i]);
    assertPart(agreement, unlabelled, "kl", kl, precision);
    assertPart(agreement, unlabelled, "rec", unlabelled.values("rec"), precision);
  }

  private static void assertPart(
      Agreement agreement,
      ReferenceCase reference,
      String part,
      double[] expected,
      Precision precision) {
    try (Compiled compiled = reference.compile(reference.derived(), "", precision)) {
      Measurement measured =
          compiled.measure(reference.data(), DrawKey.of(0).particles(reference.particles()));
      agreement.assertValues(part, Entry.of(measured.partsPerDatum(), part).toArray(), expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void labelledBoundAndClassifier(Precision precision) {
    ReferenceCase reference = ReferenceCase.of("ssvae_labelled");
    Agreement agreement = Agreement.of(precision);
    DrawKey draws = DrawKey.of(0);
    try (Compiled compiled = reference.compile(reference.derived(), "bound/", precision)) {
      double bound =
          compiled.term("bound").measure(QueryRun.of(reference.data(), 0, 3, draws)).value();
      double loss =
          compiled.term("classifier").measure(QueryRun.of(reference.data(), 0, 3, draws)).value();
      agreement.assertValues("bound", of(bound), mean(reference.values("nelbo")));
      agreement.assertValues("classifier", of(loss), mean(reference.values("cross_entropy")));
      agreement.assertValues("value", of(bound + 100 * loss), reference.objective());
      Map<String, Values> first =
          compiled.term("bound").gradients(QueryRun.of(reference.data(), draws));
      Map<String, Values> second =
          compiled.term("classifier").gradients(QueryRun.of(reference.data(), draws));
      assertThat(second.keySet()).allMatch(name -> name.startsWith("cls/")).hasSize(4);
      reference
          .named("gradients")
          .forEach(
              (name, gradient) -> {
                double[] sum = new double[gradient.length];
                for (int i = 0; i < sum.length; i++) {
                  sum[i] =
                      (first.containsKey(name) ? Entry.of(first, name).at(i) : 0)
                          + (second.containsKey(name) ? 100 * Entry.of(second, name).at(i) : 0);
                }
                agreement.assertGradient(name, sum, gradient);
              });
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The encoder's gradient is the reference's, the decoder's that of the plain bound. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void doublyReparameterized(Precision precision) {
    ReferenceCase reference = ReferenceCase.of("vae_dreg_encoder");
    ReferenceCase plain = ReferenceCase.of("vae_iwae");
    Agreement agreement = Agreement.of(precision);
    DrawKey draws = DrawKey.of(0).particles(5);
    try (Compiled compiled = reference.compile(reference.derived(), "", precision)) {
      plain.named("weights").forEach(compiled::set);
      Measurement measured = compiled.measure(reference.data(), draws);
      agreement.assertValues("value", of(measured.value()), plain.objective());
      agreement.assertValues(
          "log weights",
          Entry.of(measured.partsPerDatum(), "logWeights").toArray(),
          reference.values("log_weights"));
      Map<String, Values> gradients = compiled.gradients(reference.data(), draws);
      reference
          .named("gradients")
          .forEach(
              (name, gradient) ->
                  agreement.assertGradient(name, Entry.of(gradients, name).toArray(), gradient));
      plain
          .named("gradients")
          .forEach(
              (name, gradient) -> {
                if (name.startsWith("dec/")) {
                  agreement.assertGradient(name, Entry.of(gradients, name).toArray(), gradient);
                }
              });
    }
  }
}
