/**
 * What computing costs.
 *
 * <pre>
 * MatrixProducts = [product...] of a training step, counted from its graph, timed alone
 * </pre>
 */
@NullMarked
package org.jelbo.samples.timing;

import org.jspecify.annotations.NullMarked;
