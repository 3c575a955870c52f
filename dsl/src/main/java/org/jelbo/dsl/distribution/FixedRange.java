package org.jelbo.dsl.distribution;

import java.util.Set;

/** A family whose values of positive density are the same for all parameters. */
public interface FixedRange extends Distribution {
  /** None. */
  @Override
  default Set<String> rangeParameters() {
    return Set.of();
  }
}
