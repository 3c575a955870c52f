package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.data.Data;

/** A loss that the graph and loops over its printed formula agree on. */
public final class BothWays {
  private BothWays() {}

  /** Of the first term, in nats per datum. */
  public static double value(Compiled compiled, Data data, DrawKey draws) {
    String name = compiled.terms().get(0).name();
    Recomputed found = compiled.term(name).recompute(data, draws);
    assertThat(found.recomputed()).as(found.formula()).isCloseTo(found.compiled(), within(1e-10));
    assertThat(compiled.term(name).measure(QueryRun.of(data, 0, data.rows(), draws)).value())
        .isCloseTo(found.compiled(), within(1e-10));
    return found.compiled();
  }
}
