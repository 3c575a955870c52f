/**
 * The variational autoencoder: {@code p(x, z) = N(z; 0, I) prod_i Bernoulli(x_i; decoder(z)_i)}
 * with the guide {@code q(z | x) = N(z; mean(x), diag(variance(x)))}.
 */
@NullMarked
package org.jelbo.models.vae;

import org.jspecify.annotations.NullMarked;
