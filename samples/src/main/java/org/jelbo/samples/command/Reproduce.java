package org.jelbo.samples.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Prepared;
import org.jelbo.samples.experiment.Result;
import org.jelbo.samples.experiment.Settings;
import org.jelbo.samples.protocol.Protocols;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jelbo reproduce NAME}. */
@Command(
    name = "reproduce",
    description = {
      "Repeats a published experiment and compares the numbers.",
      "What a folder has from an earlier call is not done again."
    },
    mixinStandardHelpOptions = true)
final class Reproduce implements Callable<Integer> {
  private static final String ALL = "all";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The experiment, as --list has it, or all.")
  private @Nullable String name;

  @Option(
      names = "--list",
      description = "Prints the experiments: what each is, how long it takes, what it reads.")
  private boolean list;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The folder of the files that the experiment reads, or one that has it, as mnist/ or"
              + " svhn/. With all, those that need no files take none.")
  private @Nullable Path dataDir;

  @Option(
      names = "--seeds",
      paramLabel = "S",
      description = "Of parameters, batches and noise, such as 0,1,2; 0 when left out.")
  private String seeds = "0";

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Of each training; those of the protocol when left out.")
  private @Nullable Long steps;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A folder for pictures, and for the result and the state of each training: a call that"
              + " was interrupted goes on from there, and nothing is done twice. runs/NAME-TIME"
              + " when left out; with all, each has a folder in it.")
  private @Nullable Path out;

  @Option(
      names = "--quick",
      description =
          "A short version from end to end, whose numbers are not those of the protocol: few steps,"
              + " few repeats, and without --data-dir a few images drawn by Jelbo.")
  private boolean isQuick;

  @Mixin private ResultOption json = new ResultOption();

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    if (list) {
      console.print(listed().stripTrailing());
      return 0;
    }
    List<Experiment> chosen = chosen();
    Settings settings =
        Settings.of(place())
            .dataDir(dataDir)
            .seeds(Settings.seeds(seeds))
            .steps(steps)
            .quick(isQuick)
            .progress(
                (label, count) -> {
                  console.print(label);
                  return console.progress(count);
                });
    json.prove();
    if (isAll()) {
      // None is refused after others have been trained.
      chosen.forEach(experiment -> experiment.prepare(of(experiment, settings)));
    }
    JsonObject all = new JsonObject();
    for (Experiment experiment : chosen) {
      all.add(experiment.name(), run(experiment, of(experiment, settings), console).json());
    }
    return json.write(isAll() ? all : all.getAsJsonObject(name), console);
  }

  private static Result run(Experiment experiment, Settings settings, Console console) {
    Prepared prepared = experiment.prepare(settings);
    console.print(experiment.name() + ": " + experiment.description());
    Result result = prepared.run();
    console.print(result.table().stripTrailing());
    console.print("folder: " + Console.shown(settings.out()));
    return result;
  }

  private List<Experiment> chosen() {
    List<Experiment> known = Protocols.experiments();
    if (isAll()) {
      return known;
    }
    for (Experiment experiment : known) {
      if (experiment.name().equals(name)) {
        return List.of(experiment);
      }
    }
    List<String> names = new ArrayList<>(known.stream().map(Experiment::name).toList());
    names.add(ALL);
    throw Refusals.unknownExperiment(name, names);
  }

  private boolean isAll() {
    return ALL.equals(name);
  }

  /** Where results are; a folder below the current one where none is asked for. */
  private Path place() {
    return out == null
        ? Path.of("runs", name + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault())))
        : out;
  }

  /** Of all, each has its own folder, and those that can do without files do. */
  private Settings of(Experiment experiment, Settings settings) {
    if (!isAll()) {
      return settings;
    }
    return settings
        .out(settings.out().resolve(experiment.name()))
        .dataDir(experiment.files().areRequired() ? dataDir : null);
  }

  private static String listed() {
    StringBuilder lines = new StringBuilder();
    for (Experiment experiment : Protocols.experiments()) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%s%n  %s%n  time   %s for a seed, on two cores%n  data   %s%n",
              experiment.name(),
              experiment.description(),
              experiment.time(),
              experiment.files().described()));
    }
    return lines.toString();
  }
}
