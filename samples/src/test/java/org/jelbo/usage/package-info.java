/** Programs as users write them, outside of Jelbo's packages so that messages name their lines. */
@NullMarked
package org.jelbo.usage;

import org.jspecify.annotations.NullMarked;
