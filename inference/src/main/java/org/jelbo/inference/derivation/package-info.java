/**
 * From two programs to a bound: every random site gives one term, by a rule that the term records.
 *
 * <pre>
 * Derivation = [Term...]
 * Term       = site, part (kl | rec), rule (CLOSED_FORM | MONTE_CARLO), reason, value [axes...]
 * </pre>
 *
 * <p>The guide runs first, given sites taking the data and the rest drawn; then the model, given
 * sites taking the data and the rest replaying the guide. A given site of the guide is not scored;
 * a given site of the model is scored once.
 *
 * <p>{@link org.jelbo.inference.derivation.Description} shows what the programs declare, before any
 * bound is derived.
 */
@NullMarked
package org.jelbo.inference.derivation;

import org.jspecify.annotations.NullMarked;
