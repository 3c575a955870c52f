package org.jelbo.samples.experiment;

import java.util.List;
import java.util.function.Function;
import org.jelbo.dsl.error.JelboException;

/**
 * An experiment: what is done, with what data, what is measured of it and what is known of these
 * numbers. Each trial is done for each seed; what the folder for results has is not done again.
 */
public final class Experiment {
  private final String name;
  private final String description;
  private String time = "not measured";
  private DataFiles files = DataFiles.NONE;
  private List<Quantity> quantities = List.of();
  private Function<Settings, List<Trial>> trials = settings -> List.of();

  private Experiment(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /**
   * An experiment that does nothing yet.
   *
   * @param name the word for it at the command line and in results
   * @param description what it is, in a line
   */
  public static Experiment of(String name, String description) {
    return new Experiment(name, description);
  }

  private Experiment copy() {
    Experiment copy = new Experiment(name, description);
    copy.time = time;
    copy.files = files;
    copy.quantities = quantities;
    copy.trials = trials;
    return copy;
  }

  /** With how long one seed takes on two cores, in words; "not measured" without. */
  public Experiment time(String words) {
    Experiment copy = copy();
    copy.time = words;
    return copy;
  }

  /** With files that it reads. */
  public Experiment files(DataFiles read) {
    Experiment copy = copy();
    copy.files = read;
    return copy;
  }

  /** With what it measures, in the order of its table. */
  public Experiment quantities(List<Quantity> measured) {
    Experiment copy = copy();
    copy.quantities = List.copyOf(measured);
    return copy;
  }

  /**
   * With what it does.
   *
   * @param made reads or draws the data and refuses what cannot be done, and does nothing else
   */
  public Experiment trials(Function<Settings, List<Trial>> made) {
    Experiment copy = copy();
    copy.trials = made;
    return copy;
  }

  /** The word for it at the command line and in results. */
  public String name() {
    return name;
  }

  /** What it is, in a line. */
  public String description() {
    return description;
  }

  /** How long one seed takes on two cores, in words. */
  public String time() {
    return time;
  }

  /** The files that it reads. */
  public DataFiles files() {
    return files;
  }

  /** What it measures, and what is known of it. */
  public List<Quantity> quantities() {
    return quantities;
  }

  /**
   * The experiment as it is to be run.
   *
   * @throws JelboException before any work, for data that are missing or damaged, and results
   *     without a place
   */
  public Prepared prepare(Settings settings) {
    files.require(name, settings.dataDir(), settings.isQuick());
    RunFolder.requireWritable(settings.out());
    List<Trial> all = read(settings);
    long bytes = all.stream().mapToLong(Trial::bytes).sum() * settings.seeds().size();
    RunFolder.requireRoom(settings.out(), bytes);
    return new Prepared(this, settings, all);
  }

  private List<Trial> read(Settings settings) {
    try {
      return trials.apply(settings);
    } catch (JelboException e) {
      throw settings.dataDir() == null ? e : e.and(name + " reads " + files.sourced());
    }
  }

  /** Prepares and runs it. */
  public Result run(Settings settings) {
    return prepare(settings).run();
  }
}
