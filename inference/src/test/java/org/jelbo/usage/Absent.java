package org.jelbo.usage;

/** What a user passes who does not mind null. */
public final class Absent {
  private Absent() {}

  /** Null, whatever is expected. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T value() {
    return null;
  }
}
