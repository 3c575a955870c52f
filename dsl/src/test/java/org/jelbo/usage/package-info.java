/** Tests of what a user sees: they stand outside of Jelbo, so that messages name their lines. */
@NullMarked
package org.jelbo.usage;

import org.jspecify.annotations.NullMarked;
