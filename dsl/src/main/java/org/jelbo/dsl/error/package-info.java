/**
 * How Jelbo refuses: one exception whose message says where, what was required and found, and what
 * to try.
 *
 * <pre>
 * at site 'x' in the model, plate 'images' (VaeModel.java:31):
 *   expected event shape [784] as column 'x' has, but Bernoulli has [20]
 *   try: a last layer of width 784, or a column of event shape [20]
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.error;

import org.jspecify.annotations.NullMarked;
