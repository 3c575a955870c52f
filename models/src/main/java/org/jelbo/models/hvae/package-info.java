/**
 * The hierarchical autoencoder: {@code p(x, z1, z2) = N(z2; 0, I) N(z1; m1(z2), v1(z2)) prod_i
 * Bernoulli(x_i; decoder(z1)_i)} with the guide {@code q(z1 | x) q(z2 | z1)}, from the images up.
 */
@NullMarked
package org.jelbo.models.hvae;

import org.jspecify.annotations.NullMarked;
