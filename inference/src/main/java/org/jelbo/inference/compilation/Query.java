package org.jelbo.inference.compilation;

import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Setting;

/**
 * Something to compute with the parameters as they are. Its graph is built once for each shape of
 * data and runs at any number of rows and particles.
 *
 * @param name part of its noise key; queries of one name that are built at one place in the code
 *     must mean the same values
 * @param particles the axes of its latents
 * @param build the values to compute, by name
 */
public record Query(String name, Axes particles, Function<Setting, Map<String, Expr>> build) {}
