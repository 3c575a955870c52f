/**
 * Protocols: bundled models and the experiments that repeat published numbers, a class for each,
 * listed in {@link org.jelbo.samples.protocol.Protocols}. A protocol says of a program of {@code
 * org.jelbo.models} what it is trained on, what is measured and drawn of it, and what is known of
 * these numbers:
 *
 * <pre>
 * final class Cs236Vae {
 *   static BundledModel model() {                       // for train, explain, bench, evaluate
 *     Vae vae = Vae.of(VaeSettings.standard());
 *     return BundledModel.of("vae", "The variational autoencoder.", VaeSettings.standard())
 *         .objective("elbo", k -&gt; vae.elbo().particles(k))
 *         .picture("samples", (fit, test, seed) -&gt; Pictures.samples(fit, seed));
 *   }
 *
 *   static Experiment experiment() {                    // for reproduce
 *     return Experiment.of("cs236-vae", "The variational autoencoder, as in ...")
 *         .time("1 min").files(DataFiles.MNIST)
 *         .quantities(List.of(Quantity.nats("testNelbo", "-ELBO", SET).published(101.5)))
 *         .trials(settings -&gt; List.of(
 *             Trial.training("cs236-vae", model(), settings.images(MNIST, DIGITS), settings.steps(20_000, 30))
 *                 .measuring("testNelbo", run -&gt; run.number("nelbo"))));
 *   }
 * }
 * </pre>
 *
 * <p>What is not the training of a bundled model is a trial of its own, {@code Trial.of(name,
 * settings, repeat -> numbers)}: it needs no images, nor any data.
 */
@NullMarked
package org.jelbo.samples.protocol;

import org.jspecify.annotations.NullMarked;
