package org.jelbo.samples.page;

import org.jelbo.inference.objective.Explanation;

/** The loss of an objective as formulas, and its explanation in words. */
public record Derivation(String heading, Explanation explanation) implements Section {}
