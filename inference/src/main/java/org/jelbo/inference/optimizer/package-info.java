/**
 * Update rules of gradient descent.
 *
 * <pre>
 * Optimizer = Sgd | Momentum | AdaGrad | AdaDelta | RmsProp | Adam | Adamax | AdamW
 *           | Groups(Optimizer, [Optimizer, names...]...) | Clipped(Optimizer, Clipping)
 *           | Averaged(Optimizer, Averaging)
 *           | one of your own
 * </pre>
 *
 * <p>Each is one op of TensorFlow's, under a gate that lets no parameter change before all that is
 * computed from it is there. TensorFlow's Java framework calls the same ops, but with rates that
 * are constant and of single precision, and without the gate: equal runs differ. Its Nadam stands
 * still, its Adam races with its own powers; Ftrl and AdaGradDA are for problems that are sparse.
 */
@NullMarked
package org.jelbo.inference.optimizer;

import org.jspecify.annotations.NullMarked;
