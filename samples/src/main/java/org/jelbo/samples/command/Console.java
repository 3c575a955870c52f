package org.jelbo.samples.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Rescue;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.report.ProgressLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints. */
final class Console {
  private final PrintWriter out;
  private final PrintWriter err;

  private Console(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Console of(@Nullable CommandSpec spec) {
    CommandLine command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    return new Console(command.getOut(), command.getErr());
  }

  void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints what went wrong and does not end the command. */
  void complain(JelboException trouble) {
    err.println(trouble.getMessage());
    err.flush();
  }

  /** Says that a run's folder was another's, if it was. */
  void tellTakenOver(RunFolder folder) {
    folder
        .takenFrom()
        .ifPresent(
            holder ->
                print(
                    "taking over '"
                        + shown(folder.path())
                        + "' from "
                        + holder
                        + ", which has ended"));
  }

  /**
   * Says where something is that is not where it was to be.
   *
   * @return whether it is where it was to be
   */
  boolean tellWhere(Rescue saved) {
    saved.elsewhere().ifPresent(this::complain);
    return saved.elsewhere().isEmpty();
  }

  /**
   * Says that last digits may differ from those of another machine, if they may.
   *
   * @param what was done there
   * @param differences each with its value there and here
   */
  void tellMachines(String what, List<String> differences) {
    if (!differences.isEmpty()) {
      print(what + " elsewhere, so the last digits may differ: " + String.join("; ", differences));
    }
  }

  /** Below the current folder, as seen from there. */
  static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
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
