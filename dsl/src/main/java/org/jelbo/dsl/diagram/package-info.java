/**
 * The picture of a program in plate notation.
 *
 * <pre>
 * Diagram = [Node...], [Plate...], [Edge...]
 * Node    = id, kind, name
 * kind    = LATENT | OBSERVED | INPUT | DETERMINISTIC | FACTOR | PARAMETERS
 * Plate   = axis, [Node...], [Plate...]
 * Edge    = from, to, isGuide
 * </pre>
 *
 * <p>It is plain data, read from one or two {@link org.jelbo.dsl.program.Trace}s, and is written as
 * Mermaid or as Graphviz DOT.
 */
@NullMarked
package org.jelbo.dsl.diagram;

import org.jspecify.annotations.NullMarked;
