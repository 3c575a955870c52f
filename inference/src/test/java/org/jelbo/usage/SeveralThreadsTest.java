package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads that use one compiled objective, or one fit. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SeveralThreadsTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(8);

  private static Compiled compiled() {
    return Compilation.of(VAE.elbo()).feed(DATA.batch(4)).optimizer(Adam.of(0.01)).compile();
  }

  /** What two threads do, each so many times. */
  private static void twice(int times, Runnable call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both = new ArrayList<>();
      CountDownLatch begun = new CountDownLatch(2);
      for (int thread = 0; thread < 2; thread++) {
        both.add(
            threads.submit(
                () -> {
                  begun.countDown();
                  begun.await();
                  for (int i = 0; i < times; i++) {
                    call.run();
                  }
                  return null;
                }));
      }
      for (Future<?> one : both) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void everyStepCounts() throws Exception {
    try (Compiled together = compiled();
        Compiled alone = compiled()) {
      twice(150, together::step);
      for (int i = 0; i < 300; i++) {
        alone.step();
      }
      assertThat(together.steps()).isEqualTo(300);
      assertThat(together.values("dec/1/bias")).isEqualTo(alone.values("dec/1/bias"));
      assertThat(together.step()).isEqualTo(alone.step());
    }
  }

  @Test
  void queriesWaitForEachOther() throws Exception {
    try (Fit fit = Fit.start(VAE.elbo())) {
      double[] expected = fit.predict(Predictive.posterior(DATA).draws(3)).of("x").toArray();
      double loss = fit.evaluate(DATA, 2).value();
      twice(
          20,
          () -> {
            assertThat(fit.predict(Predictive.posterior(DATA).draws(3)).of("x").toArray())
                .isEqualTo(expected);
            assertThat(fit.evaluate(DATA, 2).value()).isEqualTo(loss);
          });
    }
  }

  /** Whichever call it meets. */
  @Test
  void closingDuringCallsOfAnotherThread() throws Exception {
    for (int round = 0; round < 5; round++) {
      Compiled compiled = compiled();
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> refused =
            thread.submit(
                () -> {
                  try {
                    while (true) {
                      compiled.step();
                      compiled.measure(DATA, DrawKey.of(0));
                      compiled.values("dec/1/bias");
                      begun.countDown();
                    }
                  } catch (JelboException e) {
                    return e.problem();
                  }
                });
        begun.await();
        compiled.close();
        assertThat(refused.get()).isEqualTo("expected it to be open, but it was closed");
      } finally {
        thread.shutdownNow();
        compiled.close();
      }
    }
  }
}
