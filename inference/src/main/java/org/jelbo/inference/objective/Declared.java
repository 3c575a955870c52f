package org.jelbo.inference.objective;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.loss.Reading;

/**
 * What the programs of an objective declare, learnt from one dry run of each term.
 *
 * @param terms in order; in a pooled sum each knows what others count
 * @param parameters of all programs, each once, in the order they are first read
 * @param readings where parameters are read, of each term by itself
 * @param noiseNames the names that noise can be given by: those of sites, after the term's name
 *     where they stand in the plate of the data, and {@code data/COLUMN}, with the feed's name
 *     between
 */
public record Declared(
    List<SumTerm> terms, List<Param> parameters, List<Reading> readings, Set<String> noiseNames) {
  /** Copies the lists, and the names in their order. */
  public Declared {
    terms = List.copyOf(terms);
    parameters = List.copyOf(parameters);
    readings = List.copyOf(readings);
    noiseNames = Collections.unmodifiableSet(new LinkedHashSet<>(noiseNames));
  }
}
