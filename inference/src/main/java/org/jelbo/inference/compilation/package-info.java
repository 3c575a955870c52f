/**
 * Objectives as one TensorFlow graph and session.
 *
 * <pre>
 * try (Compiled compiled = Compilation.of(elbo).feed(train.batch(100)).optimizer(Adam.of(1e-3)).compile()) {
 *   compiled.step();                          // one gated update
 *   compiled.measure(test, DrawKey.of(0));      // value and parts, at any batch size and particles
 *   compiled.gradients(test, DrawKey.of(0));    // by parameter name
 *   compiled.run(new MeanOf("z", 2), QueryRun.of(test, DrawKey.of(0)));   // a query of one's own
 * }
 * </pre>
 *
 * <p><b>One gated step.</b> Every update of a step runs after all gradients, the loss and its parts
 * have been computed and found finite; a step that is not finite changes nothing. The same batch
 * and noise are then run again with a check at every op, and the refusal names the first op that is
 * not finite although all that it is given is, and the site that it belongs to.
 *
 * <p><b>Large programs.</b> Ops grow with the number of sites. TensorFlow rewrites a graph before
 * its first run, which takes longer than in proportion: wholly up to 20,000 ops (some hundred
 * latents), once up to 45,000, and not at all above, where a step takes two to four times as long.
 *
 * <p>The rows of a feed live in a resource variable of their storage type and are read by row
 * index; neither saved parameters nor checkpoints hold them. Other data are fed batch by batch.
 */
@NullMarked
package org.jelbo.inference.compilation;

import org.jspecify.annotations.NullMarked;
