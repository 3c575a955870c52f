/**
 * The variational autoencoder with convolutions: {@code p(x, z) = N(z; 0, I) prod_i Bernoulli(x_i;
 * decoder(z)_i)} over images x of event {@code [28, 28, 1]}, with the guide {@code q(z | x) = N(z;
 * mean(x), diag(variance(x)))}.
 */
@NullMarked
package org.jelbo.models.convvae;

import org.jspecify.annotations.NullMarked;
