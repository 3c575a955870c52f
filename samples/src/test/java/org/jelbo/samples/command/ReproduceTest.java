package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code reproduce} lists and refuses. */
class ReproduceTest {
  private static final String MNIST =
      "the four files of MNIST (train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
          + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz)";
  private static final String REMEDY =
      "--data-dir DIR with the files of https://ossci-datasets.s3.amazonaws.com/mnist/, or"
          + " --quick, which draws a few images itself";

  @TempDir private Path folder;

  @Test
  void theListSaysWhatEachIsItsTimeAndItsData() {
    Ran ran = Ran.of("reproduce", "--list");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    for (Experiment experiment : Protocols.experiments()) {
      assertThat(ran.out().replace("\r\n", "\n"))
          .contains(
              experiment.name()
                  + "\n  "
                  + experiment.description()
                  + "\n  time   "
                  + experiment.time()
                  + " for a seed, on two cores\n  data   "
                  + experiment.files().described()
                  + "\n");
    }
  }

  @Test
  void anUnknownExperimentOffersTheNearest() {
    refused(
        "at command 'jelbo reproduce':\n  expected one of the experiments "
            + names()
            + ", but got 'cs236-gmva'\n  try: jelbo reproduce cs236-gmvae",
        "cs236-gmva");
    refused(
        "at command 'jelbo reproduce':\n  expected one of the experiments "
            + names()
            + ", but got 'nothing like it'\n  try: jelbo reproduce --list",
        "nothing like it");
    refused(
        "at command 'jelbo reproduce':\n  expected one of the experiments "
            + names()
            + ", but got none\n  try: jelbo reproduce --list");
  }

  private static String names() {
    return String.join(", ", Protocols.experiments().stream().map(Experiment::name).toList())
        + ", all";
  }

  @ParameterizedTest
  @ValueSource(strings = {"cs236-vae", "all"})
  void filesThatAreNeededAreNamedWithTheirPlace(String name) {
    refused(
        "at experiment 'cs236-vae':\n  expected a folder with "
            + MNIST
            + ", but got none\n  try: "
            + REMEDY,
        name,
        "--out=" + folder.resolve("out"));
    Path nowhere = folder.resolve("nowhere");
    refused(
        "at experiment 'cs236-vae':\n  expected a folder with "
            + MNIST
            + ", but '"
            + nowhere
            + "' is no folder\n  try: "
            + REMEDY,
        name,
        "--out=" + folder.resolve("out"),
        "--data-dir=" + nowhere);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void foldersWithoutTheFilesAreRefusedWithWhereTheyCanBeHad() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(
        "at folder '"
            + empty
            + "':\n  expected a file train-images-idx3-ubyte or train-images.idx3-ubyte, with or"
            + " without .gz, but found no files; cs236-vae reads the four files of MNIST"
            + " (https://ossci-datasets.s3.amazonaws.com/mnist/)\n  try: download the four files"
            + " of MNIST into it, or use the digits drawn by Jelbo",
        "cs236-vae",
        "--out=" + folder.resolve("out"),
        "--data-dir=" + empty);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void seedsThatAreNoneAreRefused() {
    refused(
        """
        at option '--seeds':
          expected whole numbers with commas between them, each once, but got '0,zwei'
          try: --seeds 0,1,2\
        """,
        "cs236-vae",
        "--seeds=0,zwei",
        "--data-dir=" + folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cs236-vae", "cs236-ssvae", "cs236-fsvae", "conv-fsvae", "iwae", "all"})
  void stepsThatAreNoneAreRefusedBeforeTheDataAreRead(String name) {
    refused(
        "at option '--steps':\n  expected 1 step or more, but got 0\n  try: --steps 20000",
        name,
        "--data-dir=" + folder,
        "--steps=0");
  }

  @Test
  void placesAreProvedBeforeTheDataAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    refused(
        "at folder '"
            + file.resolve("out")
            + "':\n  expected a place that can be written to, but '"
            + file
            + "' is not a folder\n  try: --out with another folder",
        "cs236-fsvae",
        "--out=" + file.resolve("out"));
    Path json = folder.resolve("missing").resolve("result.json");
    refused(
        "at file '"
            + json
            + "':\n  expected its folder to be there, but it is not\n"
            + "  try: make the folder first, or choose another",
        "cs236-fsvae",
        "--out=" + folder.resolve("out"),
        "--json=" + json);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static void refused(String message, String... args) {
    String[] words = new String[args.length + 1];
    words[0] = "reproduce";
    System.arraycopy(args, 0, words, 1, args.length);
    Ran ran = Ran.of(words);
    assertThat(ran.err().replace("\r\n", "\n")).isEqualTo(message + "\n");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }
}
