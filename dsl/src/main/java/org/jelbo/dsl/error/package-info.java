/**
 * How Jelbo refuses: one exception whose message says where, what was required and found, and what
 * to try.
 *
 * <pre>
 * at site 'x' in the model, plate 'images' (VaeModel.java:31):
 *   expected a distribution of event shape [784] like column 'x', but Bernoulli has event shape [20]
 *   try: give the last layer 784 units, or bind a column of event shape [20]
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.error;

import org.jspecify.annotations.NullMarked;
