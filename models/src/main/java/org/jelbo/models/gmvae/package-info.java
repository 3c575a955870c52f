/**
 * The autoencoder whose prior is a mixture: {@code p(x, z) = (1/K) sum_c N(z; m_c, diag(v_c))
 * prod_i Bernoulli(x_i; decoder(z)_i)} with the guide {@code q(z | x) = N(z; mean(x),
 * diag(variance(x)))}.
 */
@NullMarked
package org.jelbo.models.gmvae;

import org.jspecify.annotations.NullMarked;
