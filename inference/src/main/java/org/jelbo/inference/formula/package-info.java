/**
 * A bound as data: what a derivation says, in one tree that is printed, computed in the graph, and
 * computed again with nested loops.
 *
 * <pre>
 * Formula = Density                 log p(x | z), log q(z | x), KL[q(z | x) || p(z)], log factor
 *         | Negated(f) | Sum(f...) | Scaled(symbol, number, f) | AtLeast(nats, f)
 *         | OverPlate(f)            the sum or the mean over a plate
 *         | Expected(q(y)..., f)    the sum over y of q(y) f
 *         | LogSumExp(c..., f)      the log of the sum over c of exp f
 *         | OverParticles(f)        the mean over draws, or the log of the mean of exp f
 * </pre>
 *
 * <p>Every node has its graph {@link org.jelbo.inference.formula.Formula#value value}, in which
 * sums over several finite sites are eliminated one site after the other. {@link
 * org.jelbo.inference.formula.NestedLoops} knows none of that: it takes the values of the densities
 * and follows the tree as it is printed, so that the two check each other. What is done with each
 * kind is a {@link org.jelbo.inference.formula.FormulaVisitor}.
 */
@NullMarked
package org.jelbo.inference.formula;

import org.jspecify.annotations.NullMarked;
