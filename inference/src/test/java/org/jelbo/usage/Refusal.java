package org.jelbo.usage;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jelbo.dsl.error.JelboException;

/**
 * The text that a call is refused with, the Java lines it names replaced by what stands there: for
 * {@code (PlatesTest.java:31)} it has {@code (PlatesTest.java: p.sample("z",
 * Normal.standard(2));)}.
 */
public final class Refusal {
  private static final Pattern LINE = Pattern.compile("(\\w+\\.java):(\\d+)");

  private Refusal() {}

  /** The text of the refusal; fails when the call is not refused, or by another exception. */
  public static String of(ThrowingCallable call) {
    Throwable refusal = catchThrowable(call);
    if (!(refusal instanceof JelboException)) {
      throw new AssertionError("expected a refusal, but got " + refusal, refusal);
    }
    return LINE.matcher(refusal.getMessage())
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + ": " + source(found)));
  }

  private static String source(java.util.regex.MatchResult found) {
    Path tests = Path.of(System.getProperty("jelbo.root", ""), "inference/src/test/java");
    try (Stream<Path> files = Files.walk(tests)) {
      Path file =
          files
              .filter(path -> path.endsWith(found.group(1)))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no test file " + found.group()));
      List<String> lines = Files.readAllLines(file);
      return lines.get(Integer.parseInt(found.group(2)) - 1).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
