package org.jelbo.samples.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.inference.file.FileTrouble;
import org.jspecify.annotations.Nullable;

/** What this package refuses. */
final class Messages {
  private static final String COPY = "a run's folder, copied whole";
  private static final String AGAIN = "the version of Jelbo that wrote it, or train again";

  private Messages() {}

  static JelboException folderWithoutUse(DigitData.Source source, Path folder) {
    String ofFiles = source == DigitData.Source.STREET_DIGITS ? "svhn" : "mnist";
    return JelboException.of(
        "option '--data-dir'",
        "expected no folder for "
            + source.label()
            + ", which Jelbo draws itself, but got '"
            + folder
            + "'",
        "--data " + ofFiles + " with it, or leave it out");
  }

  static JelboException noDataFolder(DigitData.Source source) {
    boolean isSvhn = source == DigitData.Source.SVHN;
    DataFiles files =
        isSvhn
            ? DataFiles.SVHN
            : source == DigitData.Source.MNIST ? DataFiles.MNIST : DataFiles.BINARIZED_MNIST;
    return JelboException.of(
        "option '--data " + source.label() + "'",
        "expected the folder with " + files.what() + ", but got none",
        "--data-dir DIR, or --data "
            + (isSvhn ? "street-digits" : "digits")
            + ", which needs no files");
  }

  /**
   * A word that an option does not have.
   *
   * @param known what it has, at least one
   */
  static JelboException unknown(String option, String word, List<String> known) {
    return JelboException.of(
        "option '" + option + "'",
        "expected one of " + String.join(", ", known) + ", but got '" + word + "'",
        option + " " + NearestName.of(word, known).orElse(known.get(0)));
  }

  /** Of an option that counts draws. */
  static JelboException noParticles(String option, int found, int enough) {
    return none(option, "draw", found, enough);
  }

  static JelboException noKlToWeigh(String model) {
    return JelboException.of(
        "option '--kl-weight'",
        "expected a model that is trained by one evidence lower bound, but " + model + " is not",
        "vae");
  }

  static JelboException noSteps(long found, long enough) {
    return none("--steps", "step", found, enough);
  }

  private static JelboException none(String option, String what, long found, long enough) {
    return JelboException.of(
        "option '" + option + "'",
        "expected 1 " + what + " or more, but got " + found,
        option + " " + enough);
  }

  /** For a failure that is nobody's fault but the program's. */
  static JelboException failedAfterTraining() {
    return JelboException.of(
        "training",
        "expected to measure and to draw what was trained, but that failed",
        "--resume with the file that has the state, and more steps");
  }

  static JelboException alreadyTrained(long steps, long done) {
    return JelboException.of(
        "option '--steps'",
        "expected more steps than the " + done + " of the checkpoint, but got " + steps,
        "--steps " + 2 * done);
  }

  /** Without a folder of files that have to be there. */
  static JelboException noFiles(String experiment, DataFiles files) {
    return withoutFiles(experiment, files, "got none");
  }

  static JelboException noFilesAt(String experiment, DataFiles files, Path folder) {
    return withoutFiles(experiment, files, "'" + folder + "' is no folder");
  }

  private static JelboException withoutFiles(String experiment, DataFiles files, String found) {
    return JelboException.of(
        "experiment '" + experiment + "'",
        "expected a folder with "
            + files.what()
            + " ("
            + String.join(", ", files.names())
            + "), but "
            + found,
        "--data-dir DIR with the files of "
            + files.from()
            + ", or "
            + (files.areRequired()
                ? "--quick, which draws a few images itself"
                : "leave it out for " + files.instead()));
  }

  static JelboException folderUnread(String experiment, Path folder) {
    return JelboException.of(
        "experiment '" + experiment + "'",
        "expected no folder of data, since it reads no files, but got '" + folder + "'",
        "leave --data-dir out");
  }

  /** Seeds that are not whole numbers, each once. */
  static JelboException seeds(String found) {
    return JelboException.of(
        "option '--seeds'",
        "expected whole numbers with commas between them, each once, but got '" + found + "'",
        "--seeds 0,1,2");
  }

  static JelboException noPicture(Path folder, String name, List<String> known) {
    return JelboException.of(
        "run '" + folder + "'",
        "expected a model with the picture '"
            + name
            + "', but it has "
            + (known.isEmpty() ? "none" : String.join(", ", known)),
        "a run of another model");
  }

  static JelboException noRun(String name) {
    return JelboException.of(
        "run '" + name + "'",
        "expected a run's folder, or its name in runs, but there is none",
        "./jelbo train vae, which names the folder it writes");
  }

  static JelboException noResult(Path file, String found, @Nullable Throwable cause) {
    JelboException refusal =
        JelboException.of(
            "file '" + file + "'",
            "expected the JSON object that a run writes, but " + found,
            COPY);
    return cause == null ? refusal : refusal.causedBy(cause);
  }

  static JelboException noDigest(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected a digest of what it says, as runs write it, but it has none",
        AGAIN);
  }

  static JelboException otherDigest(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected what the run wrote, but it was changed: its digest is of something else",
        COPY);
  }

  static JelboException incomplete(Path file, String path) {
    return JelboException.of(
        "file '" + file + "'",
        "expected '" + path + "', as runs of this version write it, but it has none",
        AGAIN);
  }

  static JelboException otherRun(Path folder, List<String> differences) {
    return JelboException.of(
        "run '" + folder + "'",
        "expected a run of this program and version, but it has " + String.join("; ", differences),
        AGAIN);
  }

  static JelboException runOfUnknownModel(Path folder, String name, List<String> known) {
    return JelboException.of(
        "run '" + folder + "'",
        "expected a run of one of " + String.join(", ", known) + ", but it is of '" + name + "'",
        AGAIN);
  }

  static JelboException otherParameters(Path folder) {
    return JelboException.of(
        "run '" + folder + "'",
        "expected the parameters whose digest metrics.json has, but parameters.npz has others",
        COPY);
  }

  static JelboException otherData(Path folder) {
    return JelboException.of(
        "run '" + folder + "'",
        "expected the held-out images that the run was measured on, but their digest differs",
        "--data-dir with the files that it was trained on");
  }

  static JelboException otherTraining(Path checkpoint) {
    return JelboException.of(
        "file '" + checkpoint + "'",
        "expected the state of this training, but it is of other settings, data or versions",
        "--out with another folder, or remove the file to begin anew");
  }

  static JelboException runExists(Path path) {
    return JelboException.of(
        "folder '" + path + "'",
        "expected a new or empty folder for the run, but something is there",
        "another name, or leave --out out");
  }

  static JelboException runUnwritable(Path path, IOException cause) {
    return JelboException.of(
            "folder '" + path + "'",
            "expected a place that can be written to, but " + FileTrouble.reason(cause),
            "--out with another folder")
        .causedBy(cause);
  }

  static JelboException noFolderFor(Path file) {
    return JelboException.of(
        "file '" + file + "'",
        "expected its folder to be there, but it is not",
        "make the folder first, or choose another");
  }
}
