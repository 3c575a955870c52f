package org.jelbo.inference.derivation;

import java.util.Optional;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.program.Environment;
import org.jelbo.dsl.support.Support;

/** What a term's programs run in: parameters, data, noise and the particles of its latents. */
public interface Setting extends Environment {
  /** The noise of the term's draws. */
  Noise noise();

  /** The axes of particles that every latent is drawn along; none for one draw. */
  Axes particles();

  /** How many rows the data have, of which a batch is a part; scalar. */
  Expr population();

  /** How many training steps were done; scalar. */
  Expr step();

  /** Where a column's values lie; empty where there are no data yet. */
  Optional<Support> support(String column);
}
