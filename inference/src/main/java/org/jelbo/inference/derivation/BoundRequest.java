package org.jelbo.inference.derivation;

import java.util.Set;
import org.jelbo.dsl.program.Program;

/**
 * What a bound is derived from.
 *
 * @param model the generative program
 * @param guide the program that proposes its latents
 * @param given the sites that take the data
 * @param rules what the bound asks of the derivation
 */
public record BoundRequest(Program model, Program guide, Set<String> given, Rules rules) {}
