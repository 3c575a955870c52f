package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jelbo.dsl.error.JelboException;

/** That a picture is refused, with a whole message. */
final class Refused {
  private Refused() {}

  static void as(String message, ThrowingCallable picture) {
    assertThatThrownBy(picture).isInstanceOf(JelboException.class).hasMessage(message);
  }
}
