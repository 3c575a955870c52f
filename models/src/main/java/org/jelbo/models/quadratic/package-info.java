/**
 * A sum of squares to minimise, as the negative log-likelihood of a program: what an optimizer does
 * is seen without any noise.
 */
@NullMarked
package org.jelbo.models.quadratic;

import org.jspecify.annotations.NullMarked;
