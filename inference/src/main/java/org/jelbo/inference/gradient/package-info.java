/** Gradients of expressions with respect to parameters. */
@NullMarked
package org.jelbo.inference.gradient;

import org.jspecify.annotations.NullMarked;
