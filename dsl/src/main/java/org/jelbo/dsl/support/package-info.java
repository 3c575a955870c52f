/** Where values may lie: the supports of distributions and of data columns. */
@NullMarked
package org.jelbo.dsl.support;

import org.jspecify.annotations.NullMarked;
