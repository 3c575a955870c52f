/**
 * Expressions: handles on tensors of a TensorFlow graph, or host constants.
 *
 * <p>An {@link org.jelbo.dsl.expr.Expr} has named leading axes and an event shape; its tensor has
 * the shape {@code [axes..., event...]}. User code sees the event shape of one datum only. Axes are
 * aligned by name; event shapes broadcast where they are equal, where one of them is a scalar, or,
 * at equal rank, along dims of size 1. A pair such as {@code [10]} and {@code [10, 1]} is refused,
 * because right-alignment would silently make it {@code [10, 10]}.
 *
 * <p>Host constants fold among themselves in float64 and enter the graph of whatever they meet. The
 * graph is the only intermediate representation: {@code Expr.of(operand, axes...)} and {@link
 * org.jelbo.dsl.expr.Expr#operand()} are the way to any TensorFlow op that is not wrapped here.
 */
@NullMarked
package org.jelbo.dsl.expr;

import org.jspecify.annotations.NullMarked;
