package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class CompiledTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(100);

  @Test
  void oneCompiledObjectiveMeasuresAnyBatchAndAnyNumberOfParticles() {
    try (Compiled compiled = Compilation.of(VAE.elbo()).compile()) {
      for (int particles : new int[] {1, 50}) {
        DrawKey draws = DrawKey.of(1).particles(particles);
        Measurement all = compiled.measure(DATA, draws);
        Measurement one = compiled.onlyTerm().measure(QueryRun.of(DATA, 3, 4, draws));
        assertThat(Entry.of(all.partsPerDatum(), "kl").shape()).isEqualTo(Shape.of(100));
        assertThat(Entry.of(all.partsPerDatum(), "rec").shape()).isEqualTo(Shape.of(100));
        assertThat(Entry.of(one.partsPerDatum(), "rec").shape()).isEqualTo(Shape.of(1));
        assertThat(one.part("kl"))
            .isCloseTo(Entry.of(all.partsPerDatum(), "kl").at(3), within(1e-5));
        assertThat(all.value()).isCloseTo(all.part("kl") + all.part("rec"), within(1e-5));
        double mean =
            Arrays.stream(Entry.of(all.partsPerDatum(), "rec").toArray()).average().orElse(0);
        assertThat(all.part("rec")).isCloseTo(mean, within(1e-4));
      }
    }
  }

  /** The single draws stand side by side: fifty copies of three rows, one draw of each. */
  @Test
  void fiftyParticlesAreTheMeanOfFiftySingleOnes() {
    double[] noise = new SplittableRandom(4).doubles(50 * 3 * 2, -2, 2).toArray();
    int[] rows = IntStream.range(0, 150).map(i -> i % 3).toArray();
    Data three = DATA.first(3);
    Measurement averaged = measured(three, 50, NoiseArray.of(noise, 50, 3, 2));
    Measurement single = measured(three.rows(rows), 1, NoiseArray.of(noise, 1, 150, 2));
    assertThat(averaged.value()).isCloseTo(single.value(), within(1e-10));
    double first = 0;
    for (int k = 0; k < 50; k++) {
      first += Entry.of(single.partsPerDatum(), "rec").at(3 * k) / 50;
    }
    assertThat(Entry.of(averaged.partsPerDatum(), "rec").at(0)).isCloseTo(first, within(1e-10));
  }

  private static Measurement measured(Data data, int particles, NoiseArray noise) {
    Compilation compilation =
        Compilation.of(VAE.elbo()).precision(Precision.FLOAT64).noise("z", noise);
    try (Compiled compiled = compilation.compile()) {
      return compiled.measure(data, DrawKey.of(0).particles(particles));
    }
  }

  @Test
  void parametersAreSetAndReadByName() {
    try (Compiled compiled = Compilation.of(VAE.elbo()).compile()) {
      List<String> names =
          compiled.parameters().stream().map(Param::name).collect(Collectors.toList());
      assertThat(names)
          .containsExactly(
              "enc/0/kernel",
              "enc/0/bias",
              "enc/1/kernel",
              "enc/1/bias",
              "dec/0/kernel",
              "dec/0/bias",
              "dec/1/kernel",
              "dec/1/bias");
      assertThat(compiled.stateNames()).isEqualTo(names);
      assertThat(compiled.stateShape("dec/0/kernel")).isEqualTo(Shape.of(2, 7));
      double[] values = new double[14];
      Arrays.setAll(values, i -> i);
      double[] others = compiled.values("enc/0/kernel");
      compiled.set("dec/0/kernel", values);
      assertThat(compiled.values("dec/0/kernel")).containsExactly(values);
      assertThat(compiled.values("enc/0/kernel")).containsExactly(others);
    }
  }

  @Test
  void parametersStartFromTheSeedAndTheirName() {
    try (Compiled one = Compilation.of(VAE.elbo()).seed(1).compile();
        Compiled same = Compilation.of(VAE.elbo()).seed(1).compile();
        Compiled other = Compilation.of(VAE.elbo()).seed(2).compile()) {
      assertThat(one.values("enc/1/kernel")).containsExactly(same.values("enc/1/kernel"));
      assertThat(one.values("enc/1/kernel")).isNotEqualTo(other.values("enc/1/kernel"));
    }
  }
}
