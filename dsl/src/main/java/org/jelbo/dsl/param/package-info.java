/**
 * Parameters as values that are passed: a name, a shape and how it starts. No store, no scan.
 *
 * <pre>
 * Param means = Param.of("prior.mean", 500, 10).normal(0.014);
 * Program model = p -&gt; { Expr m = p.param(means); ... };
 * </pre>
 */
@NullMarked
package org.jelbo.dsl.param;

import org.jspecify.annotations.NullMarked;
