/**
 * Experiments: a bundled model trained on bundled or given data, measured, and its run written
 * down. {@link org.jelbo.samples.experiment.BundledModel} is what a model has to say for that, and
 * {@link org.jelbo.samples.experiment.BundledModels} lists them.
 *
 * <pre>
 * runs/MODEL-TIME/
 *   parameters.npz        the parameters, for numpy.load too
 *   metrics.json          settings, seed, data digest, versions, machine, curve, measured
 *   samples.png           what the model imagines
 *   reconstructions.png   held-out images above their reconstructions
 *   curve.png             loss and parts over the steps
 *   checkpoint.npz        of a run that was refused or interrupted: its last good state
 * </pre>
 */
@NullMarked
package org.jelbo.samples.experiment;

import org.jspecify.annotations.NullMarked;
