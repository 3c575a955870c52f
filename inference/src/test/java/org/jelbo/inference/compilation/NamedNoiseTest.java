package org.jelbo.inference.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.usage.Computed;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

/** Noise is keyed by name: what else a program draws does not matter. */
class NamedNoiseTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(20);

  @Test
  void addingAnUnrelatedSiteChangesNoOtherSitesDraws() {
    Elbo with = Elbo.of(preceded(VAE.model()), preceded(VAE.guide())).given("x");
    try (Compiled plain = Compilation.of(VAE.elbo()).compile();
        Compiled more = Compilation.of(with).compile()) {
      Map<String, Values> a =
          plain.run(draws(VAE.guide()), QueryRun.of(DATA, 0, 20, DrawKey.of(7)));
      Map<String, Values> b =
          more.run(draws(preceded(VAE.guide())), QueryRun.of(DATA, 0, 20, DrawKey.of(7)));
      assertThat(b.keySet()).containsExactlyInAnyOrder("other", "z");
      assertThat(Entry.of(b, "z").toArray()).containsExactly(Entry.of(a, "z").toArray());
    }
  }

  @Test
  void addingAnUnrelatedSiteChangesNoTrainingStep() {
    Elbo with = Elbo.of(preceded(VAE.model()), preceded(VAE.guide())).given("x");
    try (Compiled plain = training(VAE.elbo());
        Compiled more = training(with)) {
      for (int step = 0; step < 3; step++) {
        assertThat(Entry.of(more.step().parts(), "rec"))
            .isEqualTo(Entry.of(plain.step().parts(), "rec"));
      }
      assertThat(more.values("enc/0/kernel")).containsExactly(plain.values("enc/0/kernel"));
    }
  }

  @Test
  void sameDrawsRepeatBitForBitAndOthersDiffer() {
    try (Compiled compiled = Compilation.of(VAE.elbo()).compile()) {
      Set<Double> values = new LinkedHashSet<>();
      DrawKey draws = DrawKey.of(3);
      for (DrawKey other :
          new DrawKey[] {draws, draws.repeat(1), draws.chunk(1), DrawKey.of(4), draws.repeat(2)}) {
        double value = compiled.measure(DATA, other).value();
        assertThat(compiled.measure(DATA, other).value()).isEqualTo(value);
        values.add(value);
      }
      assertThat(values).hasSize(5);
    }
  }

  private static Compiled training(Elbo elbo) {
    return Compilation.of(elbo).feed(DATA.batch(7)).optimizer(Sgd.of(0.1)).compile();
  }

  private static Computed draws(Program guide) {
    return new Computed("draws", Axes.NONE, setting -> drawn(guide, setting));
  }

  private static Map<String, Expr> drawn(Program guide, Setting setting) {
    Trace trace =
        Trace.of(
            guide,
            "the guide",
            setting,
            Give.of(
                Set.of("x"),
                site -> setting.input("x", site.plates(), site.distribution().eventShape()),
                Draw.of(setting.noise())));
    Map<String, Expr> values = new LinkedHashMap<>();
    for (Site.Random site : trace.randoms()) {
      values.put(site.name(), site.value());
    }
    return values;
  }

  private static Program preceded(Program program) {
    return p -> {
      p.sample("other", Normal.standard(3));
      program.run(p);
    };
  }
}
