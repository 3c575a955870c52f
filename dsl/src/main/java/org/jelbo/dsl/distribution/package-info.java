/**
 * Distributions, one final class a family.
 *
 * <p>Everything right of the axes is one event: {@code logProb} of a value {@code [axes...,
 * event...]} has shape {@code [axes...]}. Families of independent entries are {@link
 * org.jelbo.dsl.distribution.Elementwise} and also score each entry. No factory transforms its
 * arguments. Logarithms are natural: log-densities, entropies and divergences are in nats.
 */
@NullMarked
package org.jelbo.dsl.distribution;

import org.jspecify.annotations.NullMarked;
