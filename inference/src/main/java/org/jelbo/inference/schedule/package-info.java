/**
 * Numbers that change with the training step: weights of objectives, temperatures, learning rates.
 *
 * <pre>
 * Schedule = constant(v) | linear(from, to, steps) | cosine(from, to, steps)
 *          | stepwise(start, factor, every) | exponential(start, factor, every)
 *          | cyclical(from, to, period, rising) | oneCycle(most, steps)
 *          | Schedule.warmedUp(steps) | Schedule.atLeast(v) | Schedule.byEpoch(stepsPerEpoch)
 *          | one of your own
 *
 * Adam.of(Schedule.cosine(1e-3, 0, 20_000).warmedUp(500))
 * Elbo.of(model, guide).given("x").klWeight(Schedule.cyclical(0, 1, 5_000, 0.5))
 * </pre>
 *
 * <p>A schedule is one formula of the step, which is computed in a training's graph and by Java for
 * pictures alike.
 */
@NullMarked
package org.jelbo.inference.schedule;

import org.jspecify.annotations.NullMarked;
