package org.jelbo.dsl.error;

import org.jspecify.annotations.Nullable;

/** Refuses what is not there. */
public final class Required {
  private Required() {}

  /**
   * The value.
   *
   * @param value what was passed
   * @param subject what it was passed to, such as {@code site 'x'}
   * @param what was expected, such as {@code a distribution}
   * @param remedy what to try
   * @throws JelboException at the user's Java line, when it is null
   */
  public static <T> T of(@Nullable T value, String subject, String what, String remedy) {
    if (value == null) {
      throw JelboException.here(subject, "expected " + what + ", but got null", remedy);
    }
    return value;
  }

  /**
   * The name.
   *
   * @param name what was passed
   * @param subject what it is to name, such as {@code a site}
   * @param remedy what to try
   * @throws JelboException at the user's Java line, when it is null or blank
   */
  public static String name(@Nullable String name, String subject, String remedy) {
    if (name == null || name.isBlank()) {
      throw JelboException.here(
          subject, "expected a name, but got " + (name == null ? "null" : "a blank one"), remedy);
    }
    return name;
  }
}
