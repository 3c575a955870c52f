/**
 * Why a run of a graph ended, in terms of the programs that it was built from.
 *
 * <pre>
 * Origins    = op of the graph -> site, parameter or column that it was built for
 * Diagnosis  = step that is not finite -> refusal: the first op whose output is not although all
 *              that it was given is, its place and what to try
 * RunFailure = what TensorFlow threw -> refusal: the op, its place and what to try
 * </pre>
 *
 * <p>A graph is looked at when a run of it was refused; before that, nothing is added to it.
 */
@NullMarked
package org.jelbo.inference.diagnosis;

import org.jspecify.annotations.NullMarked;
