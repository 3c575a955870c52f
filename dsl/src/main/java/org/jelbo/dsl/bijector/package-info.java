/**
 * Invertible, differentiable maps, their log-determinants, and the map from real numbers onto each
 * support (Papamakarios et al. 2021, Normalizing flows for probabilistic modeling and inference,
 * section 2.1; Stan Reference Manual, "Constraint transforms").
 *
 * <pre>
 * Bijector positive = Bijector.onto(Support.positive());
 * Expr scale = positive.forward(free);           // any number becomes a positive one
 *
 * Bijector map = Chain.of(Affine.of(loc, scale), Tanh.of());   // the first is applied first
 * Distribution squashed = Transformed.of(Normal.standard(3), map);
 * </pre>
 *
 * <h2>The contract</h2>
 *
 * <p>A {@link org.jelbo.dsl.bijector.Bijector} maps x to y. One map takes the last {@code
 * freeRank()} dims of x and gives the last {@code eventRank()} dims of y; the dims before them are
 * repetitions of the map:
 *
 * <table>
 * <caption>Shapes</caption>
 * <tr><th>map</th><th>x</th><th>y</th><th>logDet(x)</th></tr>
 * <tr><td>{@code Exp}</td><td>{@code [2, 3]}</td><td>{@code [2, 3]}</td>
 *     <td>{@code [2, 3]}</td></tr>
 * <tr><td>{@code CentredSoftmax.of(4)}</td><td>{@code [2, 3]}</td><td>{@code [2, 4]}</td>
 *     <td>{@code [2]}</td></tr>
 * <tr><td>{@code LowerTriangular.of(3)}</td><td>{@code [2, 6]}</td><td>{@code [2, 3, 3]}</td>
 *     <td>{@code [2]}</td></tr>
 * </table>
 *
 * <ul>
 *   <li>{@code freeShape} and {@code eventShape} give the event shapes of x and y from each other;
 *       they and the maps refuse shapes that do not fit.
 *   <li>{@code logDet(x)} is {@code log |det dy/dx|} of the forward map at x. It drops the last
 *       {@code freeRank()} dims of x and keeps the others. Where y has more entries than freedom,
 *       dy are those entries that a density is over: all but the last of a simplex, those not above
 *       the diagonal of a triangular matrix.
 *   <li>Results have the axes of the argument and of the map's parameters, at most.
 *   <li>{@code forward} is defined on {@code domain()} and its values are {@code support()}. At an
 *       end that no x maps to, {@code inverse} is infinite.
 * </ul>
 *
 * <p>{@code org.jelbo.dsl.contract.BijectorContract}, in the jar {@code org.jelbo:jelbo-dsl:tests},
 * holds a map of your own to all that is relied on; {@link org.jelbo.dsl.bijector.Bijector} has an
 * example. A record of parameters is equal to another by {@link org.jelbo.dsl.expr.Sources#same},
 * see {@link org.jelbo.dsl.bijector.Affine}: of two distributions that are transformed by equal
 * maps, the divergence is that of their bases.
 */
@NullMarked
package org.jelbo.dsl.bijector;

import org.jspecify.annotations.NullMarked;
