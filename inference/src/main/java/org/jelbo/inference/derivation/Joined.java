package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Things that share keys, directly or by way of others.
 *
 * @param members in their order
 * @param keys of all members
 */
public record Joined<T, K>(List<T> members, Set<K> keys) {
  /** Things by the keys that they share; one without keys is by itself. */
  public static <T, K> List<Joined<T, K>> by(
      List<T> things, Function<T, ? extends Set<? extends K>> keysOf) {
    List<Joined<T, K>> groups = new ArrayList<>();
    for (T thing : things) {
      Set<K> keys = new LinkedHashSet<>(keysOf.apply(thing));
      List<T> members = new ArrayList<>();
      for (int i = groups.size() - 1; i >= 0; i--) {
        if (groups.get(i).keys().stream().anyMatch(keys::contains)) {
          Joined<T, K> found = groups.remove(i);
          members.addAll(0, found.members());
          keys.addAll(found.keys());
        }
      }
      members.add(thing);
      groups.add(new Joined<>(members, keys));
    }
    return groups;
  }
}
