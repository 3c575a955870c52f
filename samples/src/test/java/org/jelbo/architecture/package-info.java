/** The architecture of Jelbo as tests: which package may use which, and what no class may do. */
@NullMarked
package org.jelbo.architecture;

import org.jspecify.annotations.NullMarked;
