/** Programs and calls as users write them: what they mean, and what they are refused with. */
@NullMarked
package org.jelbo.usage;

import org.jspecify.annotations.NullMarked;
