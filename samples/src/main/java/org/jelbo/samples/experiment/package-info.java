/**
 * Experiments: a bundled model trained on bundled or given data, measured, and its run written
 * down.
 *
 * <pre>
 * runs/vae-TIME/
 *   parameters.npz        the parameters, for numpy.load too
 *   metrics.json          settings, seed, data digest, versions, curve, measured
 *   samples.png           means of x at 200 draws of the prior
 *   reconstructions.png   held-out images above their reconstructions
 *   curve.png             loss and parts over the steps
 * </pre>
 */
@NullMarked
package org.jelbo.samples.experiment;

import org.jspecify.annotations.NullMarked;
