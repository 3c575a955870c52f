/**
 * Where values may lie: the supports of distributions, of parameters and of data columns.
 *
 * <pre>
 * Support = Reals | Positive | Interval(low, high) | Integers(low, high)    each entry by itself
 *         | OneHot(size) | Counts(size, total) | Simplex(size)              vectors, along the last dim
 *         | LowerTriangular(size)                                           matrices, along the last two
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.support;

import org.jspecify.annotations.NullMarked;
