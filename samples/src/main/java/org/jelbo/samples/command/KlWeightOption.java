package org.jelbo.samples.command;

import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A weight on the divergence while a model is trained: the same at every step, or annealed. */
final class KlWeightOption {
  private static final int PARTS = 3;

  @Option(
      names = "--kl-weight",
      paramLabel = "B",
      description = "The weight on the divergence in training: above 1 for a beta-VAE.")
  private @Nullable Double weight;

  @Option(
      names = "--anneal",
      paramLabel = "FROM:TO:STEPS",
      description = "The same, moved in equal steps: 0:1:5000 warms up from the likelihood alone.")
  private @Nullable String annealed;

  /** The weight that was asked for, if one was. */
  Optional<Schedule> schedule() {
    Double constant = weight;
    String words = annealed;
    if (constant != null && words != null) {
      throw JelboException.of(
          "option '--anneal'",
          "expected one weight on the divergence, but --kl-weight says another",
          "--anneal " + words + " alone, which ends at its second number");
    }
    if (constant != null) {
      if (!(constant >= 0) || constant.isInfinite()) {
        throw JelboException.of(
            "option '--kl-weight'",
            "expected a weight of 0 or more, but got " + constant,
            "--kl-weight 4");
      }
      return Optional.of(Schedule.constant(constant));
    }
    return words == null ? Optional.empty() : Optional.of(parsed(words));
  }

  /** A command that asks for it again, where it was asked for. */
  CommandLineText addedTo(CommandLineText text) {
    return text.with("--kl-weight", weight).with("--anneal", annealed);
  }

  private static Schedule parsed(String words) {
    String[] parts = words.split(":", -1);
    if (parts.length == PARTS) {
      try {
        double from = Double.parseDouble(parts[0]);
        double to = Double.parseDouble(parts[1]);
        long steps = Long.parseLong(parts[2]);
        if (from >= 0 && to >= 0 && from < Double.MAX_VALUE && to < Double.MAX_VALUE && steps > 0) {
          return Schedule.linear(from, to, steps);
        }
      } catch (NumberFormatException e) {
        throw malformed(words).causedBy(e);
      }
    }
    throw malformed(words);
  }

  private static JelboException malformed(String words) {
    return JelboException.of(
        "option '--anneal'",
        "expected two weights of 0 or more and a number of steps, FROM:TO:STEPS, but got '"
            + words
            + "'",
        "--anneal 0:1:5000");
  }
}
