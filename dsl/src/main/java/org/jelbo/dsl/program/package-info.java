/**
 * Programs and their readings.
 *
 * <pre>
 * Program model = p -&gt; p.plate("images", () -&gt; {
 *   Expr z = p.sample("z", Normal.standard(10));
 *   p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
 * });
 * </pre>
 *
 * <p>A {@link org.jelbo.dsl.program.Program} runs in a {@link org.jelbo.dsl.program.Scope}; what
 * {@code sample} answers is decided by the {@link org.jelbo.dsl.program.Handler} that runs it:
 * {@link org.jelbo.dsl.program.Draw} draws, {@link org.jelbo.dsl.program.Enumerate} goes through
 * all values, {@link org.jelbo.dsl.program.Give} conditions on the data, {@link
 * org.jelbo.dsl.program.Replay} takes the values of another run, {@link
 * org.jelbo.dsl.program.Substitute} puts values in the place of draws, {@link
 * org.jelbo.dsl.program.Do} intervenes, {@link org.jelbo.dsl.program.Block} hides. Each but the
 * first two is told what answers the rest, so that they compose:
 *
 * <pre>
 * Program treated = model.doing("dose", 3);
 * Program quiet = model.under(rest -&gt; Block.of(Set.of("noise"), rest));
 * </pre>
 *
 * <p>A run leaves a {@link org.jelbo.dsl.program.Trace} of its sites:
 *
 * <pre>
 * Site   = Random(name, plates, line, distribution, value, origin, mask)
 *        | Factor(name, plates, line, value, mask)
 *        | Input(name, plates, line, value)
 *        | Deterministic(name, plates, line, value)
 * origin = DRAWN | ENUMERATED | GIVEN | REPLAYED
 * </pre>
 *
 * <p>A site that a handler answers with the origin SET becomes Deterministic; one with HIDDEN is
 * not listed, and {@link org.jelbo.dsl.program.Trace#hidden} has its name. Beside its sites a trace
 * has the parameters that were read, the plates that were opened, and the families that were made.
 *
 * <p>{@link org.jelbo.dsl.program.TraceTable} shows a trace to people.
 */
@NullMarked
package org.jelbo.dsl.program;

import org.jspecify.annotations.NullMarked;
