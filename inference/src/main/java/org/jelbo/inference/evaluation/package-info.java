/**
 * What a compiled objective knows about data: the evidence by importance sampling, streamed over
 * rows and particles in bounded memory, and how often a guide is right about labels.
 */
@NullMarked
package org.jelbo.inference.evaluation;

import org.jspecify.annotations.NullMarked;
