/**
 * What a run or a reproduction has to show, as one page of HTML that needs nothing else: no
 * network, no other file, no server.
 *
 * <pre>
 * Report  = title, lead, [Section...]
 * Section = Measures     numbers beside published ones and a yardstick's
 *         | Curves       over steps, zoomable, with constant levels
 *         | Scatter      groups of points, zoomable
 *         | Pictures     PNG files
 *         | Plates       the plate diagram of a model and its guide
 *         | Derivation   the objective as a formula, and how it was derived
 *         | Properties   names and values
 * </pre>
 *
 * <p>{@link org.jelbo.samples.page.Report} is plain data that any command can fill. Text is escaped
 * in one place, {@code Markup}; a policy in the page forbids it to fetch anything and to run any
 * script but its own two. The charts are uPlot's, whose licence stands before its script.
 */
@NullMarked
package org.jelbo.samples.page;

import org.jspecify.annotations.NullMarked;
