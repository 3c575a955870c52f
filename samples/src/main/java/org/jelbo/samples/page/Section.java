package org.jelbo.samples.page;

/** A part of a report with a heading of its own. */
public sealed interface Section
    permits Measures, Curves, Scatter, Pictures, Plates, Derivation, Properties {
  /** Stands above it, and in the list of contents. */
  String heading();
}
