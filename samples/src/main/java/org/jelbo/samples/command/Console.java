package org.jelbo.samples.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jelbo.samples.report.ProgressLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints. */
final class Console {
  private final PrintWriter out;

  private Console(PrintWriter out) {
    this.out = out;
  }

  static Console of(@Nullable CommandSpec spec) {
    return new Console(Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut());
  }

  void print(String line) {
    out.println(line);
    out.flush();
  }

  Progress progress(long steps) {
    return new Progress(first -> ProgressLine.of(out, isTerminal(), first, steps));
  }

  /** From Java 22 on there is a console even where output goes to a file; it says so itself. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
