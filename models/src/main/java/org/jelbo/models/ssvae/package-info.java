/**
 * The semi-supervised autoencoder: {@code p(x, y, z) = (1/L) N(z; 0, I) prod_i Bernoulli(x_i;
 * decoder(z, y)_i)} with the guide {@code q(y | x) q(z | x, y)}. Where a label is not seen it is
 * summed over exactly; where it is seen the guide's classifier learns it.
 */
@NullMarked
package org.jelbo.models.ssvae;

import org.jspecify.annotations.NullMarked;
