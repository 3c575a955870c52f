package org.jelbo.inference.evaluation;

import org.jelbo.inference.compilation.Values;

/**
 * An importance-sampling estimate of the evidence: for each row {@code log (1/K) sum_k w_k}, whose
 * expectation is the bound IWAE_K and which tends to {@code log p(x)} as K grows; it lies below by
 * about {@code v / (2 K)} for weights of relative variance v.
 *
 * @param value the mean over rows, masked or not, and repeats, in nats per datum
 * @param standardError of {@code value} over the draws of the latents, in nats per datum: the delta
 *     method's {@code sqrt(v / K)} for a row; not a number for one particle and one repeat
 * @param relativeVariance v, the weights' variance over their squared mean, averaged over rows, of
 *     which each counts as the greatest mask in it; not a number for one particle
 * @param effectiveParticles {@code (sum_k w_k)^2 / sum_k w_k^2}, averaged over repeats and, in the
 *     same way, over rows
 * @param perDatum the estimate for each row, averaged over repeats, in nats
 * @param particles K
 * @param repeats how many estimates were averaged
 * @param seed of the draws
 */
public record Evidence(
    double value,
    double standardError,
    double relativeVariance,
    double effectiveParticles,
    Values perDatum,
    int particles,
    int repeats,
    long seed) {}
