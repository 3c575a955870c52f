package org.jelbo.samples.page;

import org.jelbo.dsl.diagram.Diagram;

/** A program in plate notation. */
public record Plates(String heading, Diagram diagram) implements Section {}
