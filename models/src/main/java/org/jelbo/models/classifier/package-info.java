/** A classifier: {@code p(y | x) = Cat(y; softmax(network(x)))}, trained by maximum likelihood. */
@NullMarked
package org.jelbo.models.classifier;

import org.jspecify.annotations.NullMarked;
