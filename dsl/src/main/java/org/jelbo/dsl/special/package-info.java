/**
 * The numerics of families: functions of {@link org.jelbo.dsl.expr.Expr}s, accurate where the plain
 * formula is not, and draws of standard distributions. No user needs them; the module does not
 * export them.
 */
@NullMarked
package org.jelbo.dsl.special;

import org.jspecify.annotations.NullMarked;
