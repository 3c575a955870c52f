/**
 * Training, and what a trained model does.
 *
 * <pre>
 * try (Fit fit = Trainer.of(elbo).optimizer(Adam.of(1e-3)).feed(train.batch(100)).steps(20_000).run()) {
 *   fit.evaluate(test, 5).part("kl");
 *   fit.sample(200).meanOf("x");
 *   fit.encode(test).meanOf("z");
 *   fit.save(path);
 * }
 * </pre>
 */
@NullMarked
package org.jelbo.inference.training;

import org.jspecify.annotations.NullMarked;
