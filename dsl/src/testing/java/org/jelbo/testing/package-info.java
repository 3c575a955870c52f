/** What the tests of several modules share. */
@NullMarked
package org.jelbo.testing;

import org.jspecify.annotations.NullMarked;
