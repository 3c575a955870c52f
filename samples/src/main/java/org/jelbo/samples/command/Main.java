package org.jelbo.samples.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code jelbo}. */
@Command(
    name = "jelbo",
    description = "Trains, explains and measures probabilistic programs.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Jelbo 0.1.0-SNAPSHOT")
public final class Main {
  private Main() {}

  /**
   * Runs a command and exits: 0 when it did its work, 2 when it refused its input, 1 when it
   * failed.
   *
   * @param args the words after {@code jelbo}
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Runs a command; the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Main())
        .addSubcommand("train", Train.command())
        .addSubcommand("explain", Explain.command())
        .addSubcommand("reproduce", Reproduce.command())
        .addSubcommand("evaluate", new Evaluate())
        .addSubcommand("sample", new Sample())
        .addSubcommand("reconstruct", new Reconstruct())
        .addSubcommand("bench", Bench.command())
        .addSubcommand("doctor", new Doctor())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Refusals::ofParameters)
        .setExecutionExceptionHandler(Refusals::ofExecution)
        .execute(args);
  }
}
