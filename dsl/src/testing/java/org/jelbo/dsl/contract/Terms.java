package org.jelbo.dsl.contract;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.support.Support;

/**
 * What a case is not held to, and what it says in place of its family.
 *
 * @param fixed parameters that are not to be changed
 * @param refused moments that the family refuses to give
 * @param heavyTailed whether draws cannot be held to a mean or a variance
 * @param support where draws lie, if not where the family says
 */
record Terms(
    Set<String> fixed, Set<String> refused, boolean heavyTailed, Optional<Support> support) {
  static final Terms NONE = new Terms(Set.of(), Set.of(), false, Optional.empty());

  Terms withFixed(String parameter) {
    return new Terms(plus(fixed, parameter), refused, heavyTailed, support);
  }

  Terms withRefused(String moment) {
    return new Terms(fixed, plus(refused, moment), heavyTailed, support);
  }

  Terms withHeavyTails() {
    return new Terms(fixed, refused, true, support);
  }

  Terms withSupport(Support known) {
    return new Terms(fixed, refused, heavyTailed, Optional.of(known));
  }

  private static Set<String> plus(Set<String> names, String name) {
    Set<String> more = new LinkedHashSet<>(names);
    more.add(name);
    return Set.copyOf(more);
  }
}
