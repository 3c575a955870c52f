package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.jelbo.testing.AnotherProcess;
import org.junit.jupiter.api.Test;

class HeapTest {
  @Test
  void whatFillsItIsNamedWithTheSizeItShouldHave() {
    long heap = Runtime.getRuntime().maxMemory();
    long column = 40L << 30;
    long wanted = (heap + 4 * column + (1 << 20) - 1) >> 20;
    assertThatThrownBy(
            () ->
                Heap.with(
                    () -> new Heap.Load("column 'x'", column),
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .hasMessage(
            "at the heap of Java, "
                + Math.round(heap / 0x1p20)
                + " MB:\n  expected room for column 'x', which takes 40960 MB, more than any other,"
                + " but it is full\n  try: java -Xmx"
                + wanted
                + "m (JELBO_OPTS=-Xmx"
                + wanted
                + "m for ./jelbo), or fewer rows")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void columnsThatDoNotFitAreNamed() throws IOException, InterruptedException {
    assertThat(
            AnotherProcess.of(FullHeap.class)
                .options("-Xmx40m", "-XX:MaxDirectMemorySize=128m")
                .run("copy")
                .out())
        .contains("expected room for column 'copied', which takes 64 MB, more than any other, but");
  }

  @Test
  void trainingThatDoesNotFitNamesTheLargestColumn() throws IOException, InterruptedException {
    assertThat(AnotherProcess.of(FullHeap.class).options("-Xmx40m").run("train").out())
        .contains("expected room for column 'large', which takes 8 MB, more than any other, but");
  }
}
