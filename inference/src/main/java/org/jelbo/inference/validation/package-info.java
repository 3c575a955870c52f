/**
 * What is checked before the first step.
 *
 * <pre>
 * Preflight = [finding...]
 * finding   = what was refused while a term was built
 *           | a column whose values a given site cannot have
 *           | a parameter that no gradient reaches
 *           | a draw from which the loss jumps, on the way to a parameter
 *           | an op on the way to a parameter that TensorFlow has no gradient of
 * </pre>
 *
 * <p>All findings are refused at once; one by itself is refused with its own words. The graph is
 * walked as a gradient walks it: from the loss, not past what stops gradients.
 */
@NullMarked
package org.jelbo.inference.validation;

import org.jspecify.annotations.NullMarked;
