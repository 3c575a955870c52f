package org.jelbo.samples.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.PathText;
import org.jelbo.inference.runtime.NativeLibrary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** The command {@code jelbo}. */
@Command(
    name = "jelbo",
    description = "Trains, explains and measures probabilistic programs.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Jelbo 0.1.0-SNAPSHOT")
public final class Main {
  private static final String LOGS = "org.apache.commons.logging.LogFactory";
  private static final String LOGS_OF_JAVA = "org.apache.commons.logging.impl.LogFactoryImpl";
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
    // FontBox logs by a library that takes SLF4J where it is on the path, which prints that it has
    // no provider: Java's own logging is always there.
    System.setProperty(LOGS, LOGS_OF_JAVA);
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
        .addSubcommand("reproduce", new Reproduce())
        .addSubcommand("evaluate", new Evaluate())
        .addSubcommand("sample", new Sample())
        .addSubcommand("reconstruct", new Reconstruct())
        .addSubcommand("bench", Bench.command())
        .addSubcommand("doctor", new Doctor())
        .addSubcommand("help", new CommandLine.HelpCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, PathText::path)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Refusals::ofParameters)
        .setExecutionExceptionHandler(Refusals::ofExecution)
        .execute(args);
  }

  /** What every command needs, and help does not: TensorFlow's library, and room in the heap. */
  private static int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    try {
      if (last.getCommand() instanceof Callable) {
        NativeLibrary.quieten();
      }
      return new CommandLine.RunLast().execute(parsed);
    } catch (JelboException e) {
      throw new ExecutionException(last, "refused", e);
    } catch (OutOfMemoryError e) {
      throw new ExecutionException(last, "refused", Refusals.ofFullHeap(e));
    }
  }
}
