package org.jelbo.inference.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds beside Java's heap, whose garbage is the collector's affair. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Skips the test where the system does not say it. */
  public static void assumeKnown() {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
  }

  /** In KiB: the resident memory without the whole heap, and what lives in the heap. */
  public static long kib() throws IOException {
    System.gc();
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) - Runtime.getRuntime().freeMemory() / 1024;
  }
}
