/**
 * Experiments: models trained on bundled or given data, measured, and their runs written down. A
 * {@link org.jelbo.samples.experiment.BundledModel} is what the commands know of a model, and an
 * {@link org.jelbo.samples.experiment.Experiment} what is known of published numbers and how they
 * are measured again: {@link org.jelbo.samples.experiment.Trial}s, each repeated for every seed,
 * whose numbers make a {@link org.jelbo.samples.experiment.Result}.
 *
 * <pre>
 * runs/MODEL-TIME/
 *   parameters.npz        the parameters, for numpy.load too
 *   metrics.json          settings, seed, data digest, versions, machine, curve, measured
 *   samples.png           the pictures that the model has, by their names
 *   reconstructions.png
 *   curve.png             loss and parts over the steps
 *   report.html           all of it as a page, with the formula and the plate diagram
 *   checkpoint.npz        of a run that was refused or interrupted: its last good state
 *
 * runs/EXPERIMENT-TIME/
 *   TRIAL-seedS.json      what one trial came to with one seed, kept so that it is not done again
 *   TRIAL-seedS.npz       the state of its training, kept now and then
 *   TRIAL-seedS/          its run, as above
 *   report.html           what was measured beside what is known, and the pictures of all runs
 * </pre>
 */
@NullMarked
package org.jelbo.samples.experiment;

import org.jspecify.annotations.NullMarked;
