/**
 * Random programs against a plain evaluator: {@link org.jelbo.programs.Spec} is a program as data,
 * {@link org.jelbo.programs.Written} writes it with Jelbo, {@link org.jelbo.programs.PlainBound}
 * and {@link org.jelbo.programs.PlainWeights} are its bound by definition, in loops over all values
 * of all finite sites at every index of their plates. The two share the data, the draws and nothing
 * else.
 */
@NullMarked
package org.jelbo.programs;

import org.jspecify.annotations.NullMarked;
