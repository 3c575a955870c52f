package org.jelbo.samples.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.inference.runtime.Heap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What commands refuse, as a message and an exit code. */
final class Refusals {
  private static final int REFUSED = 2;
  private static final int FAILED = 1;

  private Refusals() {}

  /** Words that the command line does not have. */
  static int ofParameters(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    print(command.getErr(), refusal(e, command.getCommandSpec()));
    return REFUSED;
  }

  /** What a command refused while it ran, or how it failed. */
  static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof JelboException) {
      print(command.getErr(), e);
      return REFUSED;
    }
    e.printStackTrace(command.getErr());
    return FAILED;
  }

  /** What fills the heap, and where what was trained is. */
  static JelboException ofFullHeap(OutOfMemoryError e) {
    JelboException refusal = Heap.full(e);
    for (Throwable besides : e.getSuppressed()) {
      if (besides instanceof JelboException kept) {
        refusal = refusal.and(kept.problem());
      }
    }
    return refusal;
  }

  /** A training that ends before its time. */
  static JelboException interrupted(long steps, long done, String remedy) {
    return JelboException.of(
        "training", "expected " + steps + " steps, but it was interrupted after " + done, remedy);
  }

  /**
   * A word that is no experiment, or none.
   *
   * @param known at least one
   */
  static JelboException unknownExperiment(@Nullable String word, List<String> known) {
    String command = "jelbo reproduce";
    return JelboException.of(
        "command '" + command + "'",
        "expected one of the experiments "
            + String.join(", ", known)
            + ", but got "
            + (word == null ? "none" : "'" + word + "'"),
        command + " " + (word == null ? "--list" : NearestName.of(word, known).orElse("--list")));
  }

  private static JelboException refusal(ParameterException e, CommandSpec spec) {
    if (e.getCause() instanceof JelboException refusal) {
      return refusal;
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), spec);
    }
    if (!spec.subcommands().isEmpty()) {
      return missingWord(spec);
    }
    return JelboException.of(
        "command '" + spec.qualifiedName() + "'",
        lowered(String.valueOf(e.getMessage())),
        spec.qualifiedName() + " --help");
  }

  private static JelboException unmatched(String word, CommandSpec spec) {
    boolean isOption = word.startsWith("-");
    List<String> known =
        isOption
            ? List.copyOf(spec.optionsMap().keySet())
            : List.copyOf(spec.subcommands().keySet());
    String kind = isOption ? "option" : kindOfWord(spec);
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return JelboException.of(
        "command '" + spec.qualifiedName() + "'",
        "expected "
            + (known.isEmpty()
                ? "no more words"
                : "one of the " + kind + "s " + String.join(", ", known))
            + ", but got '"
            + name
            + "'",
        NearestName.of(name, known)
            .map(nearest -> isOption ? nearest : spec.qualifiedName() + " " + nearest)
            .orElse(spec.qualifiedName() + " --help"));
  }

  private static JelboException missingWord(CommandSpec spec) {
    return JelboException.of(
        "command '" + spec.qualifiedName() + "'",
        "expected one of the "
            + kindOfWord(spec)
            + "s "
            + String.join(", ", spec.subcommands().keySet())
            + ", but got none",
        spec.qualifiedName() + " --help");
  }

  private static String kindOfWord(CommandSpec spec) {
    return spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT);
  }

  private static String lowered(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static void print(PrintWriter err, Exception refusal) {
    err.println(refusal.getMessage());
    err.flush();
  }
}
