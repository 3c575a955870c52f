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
  private static final int FAILED = 1;

  private Main() {}

  /**
   * Runs a command and exits: 0 when it did its work, 2 when it refused its input, 1 when it
   * failed, 130 or 143 when it was interrupted by Ctrl-C or {@code kill}.
   *
   * @param args the words after {@code jelbo}
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintWriter err = writer(System.err);
    Interruption interruption = Interruption.ofSignals(err);
    int exit = FAILED;
    try {
      exit = run(writer(System.out), err, interruption, args);
    } finally {
      interruption.ended();
    }
    System.exit(exit);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Runs a command; the exit code. */
  static int run(PrintWriter out, PrintWriter err, Interruption interruption, String... args) {
    return new CommandLine(new Main())
        .addSubcommand("train", Train.command(interruption))
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
