package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An experiment whose data are read and whose places are proved. */
public final class Prepared {
  private final Experiment experiment;
  private final Settings settings;
  private final List<Trial> trials;

  Prepared(Experiment experiment, Settings settings, List<Trial> trials) {
    this.experiment = experiment;
    this.settings = settings;
    this.trials = List.copyOf(trials);
  }

  /** Does all trials, each with one seed after the other. */
  public Result run() {
    KeptResults kept = KeptResults.in(settings.out());
    return kept.claimed(
        () -> {
          List<Result.Run> runs = new ArrayList<>();
          for (Trial trial : trials) {
            for (long seed : settings.seeds()) {
              runs.add(new Result.Run(trial.name(), seed, outcome(trial, seed, kept)));
            }
          }
          Result result =
              new Result(
                  experiment.name(),
                  experiment.description(),
                  settings.isQuick(),
                  experiment.quantities(),
                  runs);
          ResultReport.write(result, settings.out());
          return result;
        });
  }

  private Outcome outcome(Trial trial, long seed, KeptResults kept) {
    JsonObject plan = trial.plan(seed);
    plan.addProperty("quick", settings.isQuick());
    String place = place(trial.name(), seed);
    return kept.find(place, plan)
        .map(Outcome::kept)
        .orElseGet(
            () -> {
              Path folder = settings.out().resolve(place);
              String label = trial.name() + ", seed " + seed;
              Outcome outcome =
                  trial.run(
                      new Repeat(
                          seed,
                          kept.state(place),
                          folder,
                          steps -> settings.progress().of(label, steps)));
              kept.keep(place, plan, outcome.json());
              return outcome;
            });
  }

  /** The name of the files and the folder of one repeat. */
  static String place(String trial, long seed) {
    return trial + "-seed" + seed;
  }
}
