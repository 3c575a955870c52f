/**
 * Invertible maps from free numbers to the numbers of a support.
 *
 * <pre>
 * Bijector positive = Bijector.onto(Support.positive());
 * Expr scale = positive.forward(free);           // any number becomes a positive one
 * </pre>
 *
 * <p>The last dim of the event may change its size: a simplex of k entries has k - 1 free numbers.
 */
@NullMarked
package org.jelbo.dsl.bijector;

import org.jspecify.annotations.NullMarked;
