/** Closed-form Kullback-Leibler divergences by pair of families. */
@NullMarked
package org.jelbo.dsl.divergence;

import org.jspecify.annotations.NullMarked;
