/** Update rules of gradient descent. */
@NullMarked
package org.jelbo.inference.optimizer;

import org.jspecify.annotations.NullMarked;
