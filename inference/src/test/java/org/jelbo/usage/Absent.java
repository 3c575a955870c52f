package org.jelbo.usage;

/** What a user passes who does not mind null. */
final class Absent {
  private Absent() {}

  /** Null, whatever is expected. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T value() {
    return null;
  }
}
