package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jelbo.dsl.error.JelboException;

/** Asserts the whole text of a refusal, with the line of the test that called. */
final class Refusals {
  private Refusals() {}

  /** Runs code that is refused and compares the message; the line is that of the stack trace. */
  static void assertRefused(String subject, ThrowingCallable code, String problem, String remedy) {
    Throwable refusal = catchThrowable(code);
    assertThat(refusal)
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at " + subject + " (" + callerOf(refusal) + "):\n  " + problem + "\n  try: " + remedy);
  }

  private static String callerOf(Throwable refusal) {
    StackTraceElement caller =
        Arrays.stream(refusal.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("org.jelbo.usage."))
            .findFirst()
            .orElseThrow();
    assertThat(caller.getClassName()).doesNotContain("Refusals");
    return caller.getFileName() + ":" + caller.getLineNumber();
  }
}
