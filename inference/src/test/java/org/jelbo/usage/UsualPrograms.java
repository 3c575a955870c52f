package org.jelbo.usage;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;

/** A right model, its guide and data, for tests of programs in which one thing is wrong. */
final class UsualPrograms {
  // Wrong programs: begin
  static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr z = p.sample("z", Normal.standard(2));
                p.sample("x", Bernoulli.ofLogits(z));
              });
  static final Program GUIDE = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
  static final Data DATA = Data.of(Column.ofBytes("x", new byte[] {0, 1, 1, 1, 0, 0}, 2));

  // Wrong programs: end

  private UsualPrograms() {}
}
