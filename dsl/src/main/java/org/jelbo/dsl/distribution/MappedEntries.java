package org.jelbo.dsl.distribution;

import org.jelbo.dsl.bijector.Bijector;

/** Independent entries, each mapped on its own. */
record MappedEntries(Elementwise base, Bijector bijector) implements Transformed.OfEntries {}
