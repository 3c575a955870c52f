package org.jelbo.dsl.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Subjects are known by what they are, and read as words. */
class SubjectTest {
  @Test
  void wordsThatReadLikeParametersAreNone() {
    Subject parameter = Subject.parameter("w");
    assertThat(parameter).hasToString("parameter 'w'").isEqualTo(Subject.parameter("w"));
    assertThat(Subject.of("parameter 'w'")).hasToString("parameter 'w'").isNotEqualTo(parameter);
  }

  @Test
  void refusalsKeepTheirSubject() {
    Subject parameter = Subject.parameter("w");
    JelboException refusal = JelboException.of(parameter, "expected it, but found none", "more");
    JelboException more = refusal.and("so").onLine("A.java:1").within("the model");
    assertThat(more.causedBy(refusal).subject()).isEqualTo(parameter);
    assertThat(more)
        .hasMessage(
            """
            at parameter 'w' in the model (A.java:1):
              expected it, but found none; so
              try: more""");
    assertThat(JelboException.of("column 'x'", "expected it", "more").subject())
        .isEqualTo(Subject.of("column 'x'"));
  }
}
