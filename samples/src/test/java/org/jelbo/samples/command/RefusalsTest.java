package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
          expected one of the models vae, gmvae, hvae, ssvae, fsvae, convfsvae, cvae, convvae, vae2d, but got 'vea'
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
          expected one of the options --data, --data-dir, --steps, --seed, --device, --out, --kl-weight, --anneal, --json, --resume, -h, --help, -V, --version, but got '--stepz'
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
          try: jelbo --help""");
  }

  @Test
  void aMissingModelNamesTheModels() {
    refused(
        """
        at command 'jelbo train':
          expected one of the models vae, gmvae, hvae, ssvae, fsvae, convfsvae, cvae, convvae, vae2d, but got none
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
  void zeroStepsOfTheDoctorAreRefused() {
    refused(
        """
        at option '--steps':
          expected 1 step or more, but got 0
          try: --steps 50\
        """,
        "doctor",
        "--device=cpu",
        "--steps=0");
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
        "train",
        "fsvae",
        "--data-dir",
        "x");
    refused(
        """
        at option '--data':
          expected one of street-digits, svhn, but got 'digits'
          try: --data street-digits\
        """,
        "train",
        "fsvae",
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

  private static void refused(String message, String... args) {
    Ran ran = Ran.of(args);
    assertThat(ran.err().replace("\r\n", "\n")).isEqualTo(message + "\n");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }
}
