/**
 * Named leading axes and how they align: plain Java, no ops.
 *
 * <p>A value in a program has the shape {@code [named axes..., event...]}. Named axes are aligned
 * by name, never by position, and stand in one order:
 *
 * <pre>
 * Axis = Particles(group) | Enumeration(site, order, size) | Plate(name, depth, size)
 * [particles..., enumerations in program order..., plates outer to inner..., event...]
 * </pre>
 *
 * <p>TensorFlow broadcasts at most five alternating groups of dims in one op; {@link
 * org.jelbo.dsl.axis.BroadcastPlan} finds the cheapest partial broadcasts to do first.
 */
@NullMarked
package org.jelbo.dsl.axis;

import org.jspecify.annotations.NullMarked;
