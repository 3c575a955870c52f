/**
 * Random programs against a plain evaluator: {@link org.jelbo.programs.Spec} is a program as data,
 * {@link org.jelbo.programs.Written} writes it with Jelbo, {@link org.jelbo.programs.PlainBound}
 * and {@link org.jelbo.programs.PlainWeights} are its bound by definition, in loops over all values
 * of all finite sites at every index of their plates, and {@link org.jelbo.programs.PlainDraws} are
 * the moments of its predictions. {@link org.jelbo.programs.SumSpec} is a sum of bounds. Both sides
 * share the data, the draws and nothing else. {@link org.jelbo.programs.Refusals} holds why
 * programs may be refused, and {@link org.jelbo.programs.Soundness} which masks must be.
 */
@NullMarked
package org.jelbo.programs;

import org.jspecify.annotations.NullMarked;
