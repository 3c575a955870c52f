/**
 * The fully supervised variational autoencoder: {@code p(x, y, z) = Cat(y; uniform) N(z; 0, I) N(x;
 * decoder(z, y), v I)} with known labels y and the guide {@code q(z | x, y)}; networks of dense
 * layers or with convolutions.
 */
@NullMarked
package org.jelbo.models.fsvae;

import org.jspecify.annotations.NullMarked;
