/**
 * From two programs to a bound: every random site is treated by a rule, and every term records it.
 *
 * <pre>
 * Derivation = [Term...], the guide's weights
 * Term       = site or group of sites, part (kl | rec | factor | joint), rule, reason, Formula
 * SitePlan   = site, where its values come from, the rule that decided it; made once
 * LatentRule = usual | closed form | pathwise | enumerated | summed out
 * Reason     = why a term is computed as it is
 * Rules      = what a bound asks: closed forms, treatments, where weights stand, leaves
 * </pre>
 *
 * <p>The guide runs first, given sites taking the data, the rest drawn or enumerated; then the
 * model, given sites taking the data, latents replaying the guide, and finite sites that the guide
 * lacks enumerated. A given site of the guide is not scored; a given site of the model is scored
 * once.
 *
 * <ul>
 *   <li>A term that depends on sites that the guide enumerates is summed over their values. Its
 *       weight is the guide's probability of them before masks; ancestors enter, descendants sum to
 *       one ({@link org.jelbo.inference.formula.GuideWeights}).
 *   <li>Finite sites of the model that the guide lacks are summed out within the logarithm of the
 *       density, the innermost plate first; what they join cannot be told apart any more.
 *   <li>A divergence is in closed form where the pair has one, the guide draws the value, and no
 *       parent of the site in the model is the site itself, descends from it in the guide, or is
 *       summed out.
 *   <li>Masks multiply densities ({@link org.jelbo.dsl.program.Scope#masked}). What would use a
 *       missing value, or leave out a latent that something depends on, is refused where the data
 *       show it ({@link org.jelbo.inference.derivation.MaskChecks}).
 * </ul>
 *
 * <p>{@link org.jelbo.inference.objective.Description} shows what the programs declare, before any
 * bound is derived.
 */
@NullMarked
package org.jelbo.inference.derivation;

import org.jspecify.annotations.NullMarked;
