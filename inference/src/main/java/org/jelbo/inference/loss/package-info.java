/**
 * The boundary between objectives and training: what a loss runs in, and what a trainer needs to
 * know of it.
 *
 * <pre>
 * Setting   = parameters, data, noise and particles of one graph
 * Loss      = value, parts by name, parts for each row, what is descended
 * Surrogate = a scalar whose gradient is descended, draws that are followed by themselves
 * </pre>
 *
 * <p>A loss is in nats per datum and is minimised. The direction need not be the gradient of the
 * value.
 */
@NullMarked
package org.jelbo.inference.loss;

import org.jspecify.annotations.NullMarked;
