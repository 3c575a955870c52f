package org.jelbo.dsl.program;

/** A model or a guide: what it samples, in order. Run once for each reading, so without effects. */
@FunctionalInterface
public interface Program {
  /**
   * Declares the sites.
   *
   * @param p the scope of this run
   */
  void run(Scope p);
}
