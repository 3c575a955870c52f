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

/** What cannot be read or written is refused before any work. */
class RefusedPlacesTest {
  @TempDir private Path folder;

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
