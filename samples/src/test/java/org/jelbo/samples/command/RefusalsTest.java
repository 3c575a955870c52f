package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jelbo.samples.experiment.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  @TempDir private Path folder;

  @Test
  void anUnknownCommandOffersTheNearest() {
    refused(
        """
        at command 'jelbo':
          expected one of the commands train, explain, reproduce, evaluate, sample, reconstruct, bench, doctor, help, but got 'trian'
          try: jelbo train\
        """,
        "trian",
        "vae");
  }

  @Test
  void anUnknownModelOffersTheNearest() {
    refused(
        """
        at command 'jelbo train':
          expected one of the models vae, gmvae, hvae, ssvae, fsvae, but got 'vea'
          try: jelbo train vae\
        """,
        "train",
        "vea");
  }

  @Test
  void anUnknownOptionOffersTheNearest() {
    refused(
        """
        at command 'jelbo train vae':
          expected one of the options --data, --data-dir, --steps, --seed, --device, --out, --json, --resume, -h, --help, -V, --version, but got '--stepz'
          try: --steps\
        """,
        "train",
        "vae",
        "--stepz=3");
  }

  @Test
  void aWordTooMuchIsRefused() {
    refused(
        """
        at command 'jelbo explain vae':
          expected no more words, but got 'mnist'
          try: jelbo explain vae --help\
        """,
        "explain",
        "vae",
        "mnist");
  }

  @Test
  void aMissingCommandNamesTheCommands() {
    refused(
        """
        at command 'jelbo':
          expected one of the commands train, explain, reproduce, evaluate, sample, reconstruct, bench, doctor, help, but got none
          try: jelbo --help\
        """);
  }

  @Test
  void aMissingModelNamesTheModels() {
    refused(
        """
        at command 'jelbo train':
          expected one of the models vae, gmvae, hvae, ssvae, fsvae, but got none
          try: jelbo train --help\
        """,
        "train");
  }

  @Test
  void anOptionsValueOfAnotherTypeIsRefused() {
    refused(
        """
        at command 'jelbo train vae':
          invalid value for option '--steps': 'many' is not a long
          try: jelbo train vae --help\
        """,
        "train",
        "vae",
        "--steps",
        "many");
  }

  @Test
  void anUnknownDiagramNamesTheKnown() {
    refused(
        """
        at command 'jelbo explain vae':
          invalid value for option '--diagram': expected one of [MERMAID, DOT] (case-insensitive) but was 'svg'
          try: jelbo explain vae --help\
        """,
        "explain",
        "vae",
        "--diagram=svg");
  }

  @Test
  void unknownDataNamesTheKnown() {
    refused(
        """
        at option '--data':
          expected one of digits, mnist, but got 'minst'
          try: --data mnist\
        """,
        "train",
        "vae",
        "--data",
        "minst");
  }

  @Test
  void zeroStepsAreRefused() {
    refused(
        """
        at option '--steps':
          expected 1 step or more, but got 0
          try: --steps 20000\
        """,
        "train",
        "vae",
        "--steps",
        "0");
  }

  @Test
  void unknownGradientsNameTheKnown() {
    refused(
        """
        at option '--gradients':
          expected one of plain, doubly, but got 'double'
          try: --gradients doubly\
        """,
        "reproduce",
        "iwae",
        "--data-dir=nowhere",
        "--gradients=plain,double");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--particles", "--evidence-particles"})
  void noParticlesAreRefused(String option) {
    refused(
        """
        at option '%s':
          expected 1 draw or more, but got 0
          try: %s %s\
        """
            .formatted(option, option, option.equals("--particles") ? "5" : "1000"),
        "reproduce",
        "iwae",
        "--data-dir=.",
        option + "=0");
  }

  @Test
  void anUnknownExperimentNamesTheKnown() {
    refused(
        """
        at command 'jelbo reproduce':
          expected one of the experiments cs236-vae, cs236-gmvae, cs236-ssvae, cs236-fsvae, iwae, but got 'cs236-gmva'
          try: jelbo reproduce cs236-gmvae\
        """,
        "reproduce",
        "cs236-gmva");
  }

  @Test
  void mnistWithoutItsFolderIsRefused() {
    refused(
        """
        at option '--data mnist':
          expected the folder with the four files of MNIST, but got none
          try: --data-dir DIR, or --data digits, which needs no files\
        """,
        "train",
        "vae",
        "--data",
        "mnist");
  }

  @Test
  void aFolderForDrawnDigitsIsRefused() {
    refused(
        """
        at option '--data-dir':
          expected no folder for digits, which Jelbo draws itself, but got 'x'
          try: --data mnist with it, or leave it out\
        """,
        "train",
        "vae",
        "--data-dir",
        "x");
  }

  @Test
  void dataInColourAreRefusedAlike() {
    refused(
        """
        at option '--data svhn':
          expected the folder with the two files of SVHN, but got none
          try: --data-dir DIR, or --data street-digits, which needs no files\
        """,
        "train",
        "fsvae",
        "--data",
        "svhn");
    refused(
        """
        at option '--data-dir':
          expected no folder for street-digits, which Jelbo draws itself, but got 'x'
          try: --data svhn with it, or leave it out\
        """,
        "reproduce",
        "cs236-fsvae",
        "--data-dir",
        "x");
    refused(
        """
        at option '--data':
          expected one of street-digits, svhn, but got 'digits'
          try: --data street-digits\
        """,
        "reproduce",
        "cs236-fsvae",
        "--data",
        "digits");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("missing");
    refused(
        "at folder '"
            + missing
            + "':\n"
            + "  expected a folder with the four files of MNIST, but there is no such folder\n"
            + "  try: check the path, or use the digits drawn by Jelbo",
        "train",
        "vae",
        "--data",
        "mnist",
        "--data-dir",
        missing.toString());
  }

  @Test
  void aBatchLargerThanTheDataIsRefusedAndLeavesNothing() throws IOException {
    Path data = IdxFolder.of(folder.resolve("mnist"), 50, 50);
    Path run = folder.resolve("run");
    refused(
        """
        at batch:
          expected a batch of 1 to 50 rows, as many as the data have, but got 100
          try: a smaller batch, or more data\
        """,
        "train",
        "vae",
        "--data",
        "mnist",
        "--data-dir",
        data.toString(),
        "--out",
        run.toString());
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(data));
  }

  @Test
  void aRunFolderThatIsInUseIsRefused() throws IOException {
    Files.writeString(folder.resolve("something"), "kept");
    refused(
        "at folder '"
            + folder
            + "':\n"
            + "  expected a new or empty folder for the run, but something is there\n"
            + "  try: another name, or leave --out out",
        "train",
        "vae",
        "--out",
        folder.toString());
    assertThat(folder.resolve("something")).hasContent("kept");
  }

  @Test
  void checkpointsThatAreNotThereAreRefusedBeforeTheDataAreDrawn() {
    Path file = folder.resolve("nofile.npz");
    refused(
        "at file '"
            + file
            + "':\n"
            + "  expected a file of parameters, but there is none\n"
            + "  try: the path of a file written by Fit.save or Fit.checkpoint",
        "train",
        "vae",
        "--out",
        folder.resolve("run").toString(),
        "--resume",
        file.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void checkpointsOfOtherModelsAreRefusedBeforeTheDataAreDrawn() {
    Path file = folder.resolve("other.npz");
    try (Fit fit = Fit.start(Vae.of(new VaeSettings(6, 2, 4, Activation.TANH, 1)).elbo())) {
      fit.save(file);
    }
    refused(
        "at file '"
            + file
            + "':\n"
            + "  expected 'encoder/0/kernel' [784, 300] as the programs declare, but the file has"
            + " 'encoder/0/kernel' [6, 4]\n"
            + "  try: the programs and settings that the file was saved with",
        "train",
        "vae",
        "--resume",
        file.toString());
  }

  @Test
  void claimedRunFoldersAreRefusedBeforeTheDataAreDrawn() {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.at(path)) {
      Ran ran = Ran.of("train", "vae", "--out", run.path().toString());
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.err())
          .startsWith(
              "at folder '"
                  + path
                  + "':\n  expected a folder that nobody else writes to, but it is held by process "
                  + ProcessHandle.current().pid()
                  + " on '");
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void picturesThatCannotBeWrittenAreRefusedBeforeTheRunIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    for (String command : List.of("sample", "reconstruct")) {
      refused(
          "at file '"
              + file.resolve("picture.png")
              + "':\n"
              + "  expected to write it, but '"
              + file
              + "' is not a folder\n"
              + "  try: a place that can be written to, with space left",
          command,
          "no such run",
          "--out",
          file.resolve("picture.png").toString());
    }
  }

  @Test
  void stepsThatAreNoneAreRefusedBeforeTheDataAreRead() {
    for (String experiment : List.of("cs236-vae", "cs236-ssvae", "iwae")) {
      refused(
          "at option '--steps':\n  expected 1 step or more, but got 0\n  try: --steps 20000",
          "reproduce",
          experiment,
          "--data-dir",
          folder.toString(),
          "--steps",
          "0");
    }
  }

  @Test
  void runFoldersInsideFilesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    refused(
        "at folder '"
            + file.resolve("run")
            + "':\n"
            + "  expected a place that can be written to, but '"
            + file
            + "' is not a folder\n"
            + "  try: --out with another folder",
        "train",
        "vae",
        "--out",
        file.resolve("run").toString());
  }

  @Test
  void resultsInMissingFoldersAreRefusedBeforeTraining() {
    Path json = folder.resolve("missing").resolve("result.json");
    refused(
        "at file '"
            + json
            + "':\n"
            + "  expected its folder to be there, but it is not\n"
            + "  try: make the folder first, or choose another",
        "train",
        "vae",
        "--out",
        folder.resolve("run").toString(),
        "--json",
        json.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void resultsThatAreFoldersAreRefused() {
    refused(
        "at file '"
            + folder
            + "':\n"
            + "  expected a file to write, but it is a folder\n"
            + "  try: a file's name",
        "train",
        "vae",
        "--out",
        folder.resolve("run").toString(),
        "--json",
        folder.toString());
  }

  private static void refused(String message, String... args) {
    Ran ran = Ran.of(args);
    assertThat(ran.err().replace("\r\n", "\n")).isEqualTo(message + "\n");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }
}
