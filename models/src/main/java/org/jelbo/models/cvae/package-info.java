/**
 * The conditional variational autoencoder: {@code p(x | y) = sum over z of p(x | z, y) p(z)}, with
 * the class y of an image known in both programs.
 */
@NullMarked
package org.jelbo.models.cvae;

import org.jspecify.annotations.NullMarked;
