package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.Refusals.assertRefused;

import java.util.concurrent.CompletableFuture;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.SourceLine;
import org.junit.jupiter.api.Test;

/** The text of a refusal: where, what was expected and found, what to try. */
final class RefusalTextTest {
  private final JelboException noted =
      JelboException.at("site 'x'", "VaeModel.java:31", "expected a, but got b", "c");

  @Test
  void aRefusalOfInputNamesNoLine() {
    assertThat(JelboException.of("column 'x'", "expected a, but got b", "c"))
        .hasMessage("at column 'x':\n  expected a, but got b\n  try: c")
        .hasNoCause();
  }

  @Test
  void aRefusalHereNamesTheLineThatRuns() {
    assertRefused("site 'x'", RefusalTextTest::refuse, "expected a, but got b", "c");
  }

  private static void refuse() {
    throw JelboException.here("site 'x'", "expected a, but got b", "c");
  }

  @Test
  void refusalsAtLinesNameThem() {
    assertThat(noted)
        .hasMessage("at site 'x' (VaeModel.java:31):\n  expected a, but got b\n  try: c")
        .hasNoCause();
  }

  @Test
  void theInnermostContextIsKept() {
    JelboException inner = noted.within("the model, plate 'images'");
    assertThat(inner)
        .hasMessage(
            "at site 'x' in the model, plate 'images' (VaeModel.java:31):\n"
                + "  expected a, but got b\n  try: c")
        .hasNoCause();
    assertThat(inner.getStackTrace()).isEqualTo(noted.getStackTrace());
    assertThat(inner.within("the model")).isSameAs(inner);
  }

  @Test
  void refusalsOfInputTakeContextsToo() {
    assertThat(JelboException.of("column 'x'", "expected a, but got b", "c").within("the data"))
        .hasMessage("at column 'x' in the data:\n  expected a, but got b\n  try: c");
  }

  @Test
  void aCauseChangesNoWord() {
    IllegalStateException cause = new IllegalStateException("reason");
    JelboException caused = noted.within("the guide").causedBy(cause);
    assertThat(caused)
        .hasMessage(
            "at site 'x' in the guide (VaeModel.java:31):\n  expected a, but got b\n  try: c")
        .hasCause(cause);
    assertThat(caused.within("the model")).isSameAs(caused);
  }

  @Test
  void aThreadWithoutUserCodeHasNoLine() {
    assertThat(CompletableFuture.supplyAsync(SourceLine::ofCaller).join())
        .isEqualTo("unknown line");
  }
}
