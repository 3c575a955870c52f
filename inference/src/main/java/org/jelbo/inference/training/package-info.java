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
 *
 * A sum reads a feed for each term, and reports and evaluates by term:
 *
 * <pre>
 * Objective sum = Objective.sum(elbo.from("unlabelled"), other.from("labelled").weight(100));
 * Trainer.of(sum).feed("unlabelled", a.batch(100)).feed("labelled", b.batch(20))
 * fit.evaluate(Datasets.of("unlabelled", a).and("labelled", b), 5).part("unlabelled/kl");
 * </pre>
 */
@NullMarked
package org.jelbo.inference.training;

import org.jspecify.annotations.NullMarked;
