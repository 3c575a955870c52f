/**
 * What is optimised: objectives derived from programs.
 *
 * <pre>
 * Objective       = SingleObjective
 *                 | SumTerm(SingleObjective, feed, weight, name)
 *                 | sum of [SumTerm...] | pooled [SumTerm...]
 * SingleObjective = Elbo(programs, particles, klWeight, freeBits, rules)
 *                 | Iwae(WeightOptions) | Renyi(WeightOptions, alpha)
 *                 | WakeSleep(programs, particles, share asleep)
 *                 | MaximumLikelihood(programs) | GuideLikelihood(guide, site)
 *                 | one of your own
 * Loss            = value, parts by name, parts for each row, what is descended
 * </pre>
 *
 * <p>A loss is in nats per datum and is minimised: {@code -(1/N) [globals + (N/B) sum over the
 * batch (local + inner plates)]} for N rows of data and a batch of B (Kingma and Welling 2014,
 * equation 8, and what stands outside of the rows once). {@link
 * org.jelbo.inference.objective.Objective#explain} says how it was derived and prints the formula
 * that the graph computes.
 */
@NullMarked
package org.jelbo.inference.objective;

import org.jspecify.annotations.NullMarked;
