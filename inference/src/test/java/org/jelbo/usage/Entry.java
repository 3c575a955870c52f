package org.jelbo.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entry of a map that a test is sure of. */
public final class Entry {
  private Entry() {}

  /** The value of a key; fails when the map has none. */
  public static <T> T of(Map<String, T> map, String key) {
    return present(map.get(key), "entry '" + key + "' of " + map.keySet());
  }

  /** The value; fails when it is null. */
  public static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new AssertionError("expected " + what);
    }
    return value;
  }
}
