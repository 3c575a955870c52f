package org.jelbo.inference.runtime;

import java.nio.ByteBuffer;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.training.Trainer;

/** Asks, in a process of its own, for more than its heap has. */
final class FullHeap {
  private static final int MANY = 1 << 26;
  private static final int ROWS = 1 << 20;

  private FullHeap() {}

  /** Prints what is refused. */
  public static void main(String[] args) {
    try {
      if (args[0].equals("copy")) {
        Column.ofBytes("copied", ByteBuffer.allocateDirect(MANY));
      } else {
        train();
      }
    } catch (JelboException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void train() {
    Param wide = Param.of("wide", MANY).constant(0);
    Program model =
        p -> {
          Expr mean = p.param(wide).sum().times(0);
          p.plate(
              "rows",
              () -> {
                p.sample("large", Normal.of(mean, Expr.of(1)));
                p.sample("small", Normal.of(mean, Expr.of(1)));
              });
        };
    Data data =
        Data.of(
            Column.ofBytes("small", new byte[ROWS]), Column.ofDoubles("large", new double[ROWS]));
    Trainer.of(Elbo.of(model, p -> {}).given("small", "large")).feed(data.batch(10)).steps(1).run();
  }
}
