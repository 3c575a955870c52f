/**
 * Named noise: stateless random numbers keyed by what they are for.
 *
 * <p>A stream is keyed by (seed, purpose, term, site path, step, sub-step, chunk); the numbers of
 * one stream do not depend on which other streams a program uses, in which order, or how often. A
 * test injects arrays instead. Every draw is behind a stopGradient.
 *
 * <pre>
 * Noise  --stream(path, axes)--&gt;  NoiseStream  --normal(event), uniform(event), ...--&gt;  Expr
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.noise;

import org.jspecify.annotations.NullMarked;
