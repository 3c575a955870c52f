/**
 * Where in the programs an op of the graph comes from.
 *
 * <pre>
 * Origins = op of the graph -> site, parameter or column that it was built for
 * </pre>
 */
@NullMarked
package org.jelbo.inference.validation;

import org.jspecify.annotations.NullMarked;
