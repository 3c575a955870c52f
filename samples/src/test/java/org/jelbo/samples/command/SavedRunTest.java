package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.Sealed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFolder.of(shared.resolve("mnist"), 150, 120);
    run = shared.resolve("run");
    Ran ran =
        Ran.of(
            "train",
            "vae",
            "--data=mnist",
            "--data-dir=" + data,
            "--steps=3",
            "--seed=5",
            "--out=" + run);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void evaluateGivesTheBoundOfTheRunToTheLastBit() throws IOException {
    Path json = folder.resolve("bound.json");
    Ran ran =
        Ran.of("evaluate", run.toString(), "--data-dir=" + data, "--particles=4", "--json=" + json);
    assertThat(ran.err()).isEmpty();
    JsonObject measured = object(json).getAsJsonObject("measured");
    JsonObject before = object(run.resolve("metrics.json")).getAsJsonObject("measured");
    for (String name : before.keySet()) {
      assertThat(measured.get(name)).isEqualTo(before.get(name));
    }
    double bound = measured.get("iwae4").getAsDouble();
    assertThat(bound).isLessThan(measured.get("nelbo").getAsDouble());
    JsonObject evidence = object(json).getAsJsonObject("evidence");
    assertThat(evidence.get("logLikelihood").getAsDouble()).isEqualTo(-bound);
    assertThat(evidence.get("standardErrorHolds").getAsBoolean()).isFalse();
    assertThat(evidence.get("effectiveParticles").getAsDouble()).isBetween(1.0, 4.0);
    assertThat(evidence.get("unsureEstimates").getAsInt()).isPositive();
    String said = evidence.get("reservation").getAsString();
    assertThat(said).startsWith("the standard error does not hold: in ");
    assertThat(ran.out()).contains("  iwae4: " + said);
  }

  /** The same numbers here, but nobody knows that who has them from another machine. */
  @Test
  void runsOfOtherMachinesAreMeasuredAndToldSo() throws IOException {
    JsonObject metrics = object(run.resolve("metrics.json"));
    JsonObject machine = metrics.getAsJsonObject("provenance").getAsJsonObject("machine");
    String processor = machine.get("processor").getAsString();
    machine.addProperty("processor", "another");
    Path json = folder.resolve("bound.json");
    Ran ran = Ran.of("evaluate", copy(metrics).toString(), "--data-dir=" + data, "--json=" + json);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith(
            "the run was made elsewhere, so the last digits may differ: processor 'another', here '"
                + processor
                + "'"
                + System.lineSeparator()
                + "held-out images, seed 5, ");
    assertThat(object(json).getAsJsonObject("measuredOn").get("processor").getAsString())
        .isEqualTo(processor);
    assertThat(Ran.of("evaluate", run.toString(), "--data-dir=" + data).out())
        .startsWith("held-out images, seed 5, ");
  }

  @Test
  void picturesAreDrawnAnew() {
    Path samples = folder.resolve("samples.png");
    Path reconstructions = folder.resolve("reconstructions.png");
    assertThat(Ran.of("sample", run.toString(), "--out=" + samples).err()).isEmpty();
    assertThat(
            Ran.of("reconstruct", run.toString(), "--data-dir=" + data, "--out=" + reconstructions)
                .err())
        .isEmpty();
    assertThat(samples).hasSameBinaryContentAs(run.resolve("samples.png"));
    assertThat(reconstructions).hasSameBinaryContentAs(run.resolve("reconstructions.png"));
  }

  @Test
  void runsAreComputedOnTheDeviceThatIsNamed() throws IOException {
    assertThat(
            object(run.resolve("metrics.json"))
                .getAsJsonObject("provenance")
                .getAsJsonObject("machine")
                .get("device")
                .getAsString())
        .isEqualTo("CPU");
    assumeFalse(Device.GPU.isPresent(), "there is a graphics card");
    for (String command : new String[] {"evaluate", "sample", "reconstruct"}) {
      Ran ran = Ran.of(command, run.toString(), "--device=gpu");
      assertThat(ran.err())
          .startsWith("at device GPU:\n  expected a graphics card that TensorFlow can use, but");
      assertThat(ran.exit()).isEqualTo(2);
    }
  }

  @Test
  void unknownRunsAreRefused() {
    refused(
        """
        at run 'nothing':
          expected a run's folder, or its name in runs, but there is none
          try: ./jelbo train vae, which names the folder it writes
        """,
        "sample",
        "nothing");
  }

  @Test
  void runsOfOtherProgramsAndVersionsAreRefused() throws IOException {
    JsonObject metrics = object(run.resolve("metrics.json"));
    JsonObject provenance = metrics.getAsJsonObject("provenance");
    provenance.getAsJsonObject("settings").addProperty("latents", 20);
    provenance.getAsJsonObject("versions").addProperty("jelbo", "0.0.1");
    refused(
        "at run '"
            + copy(metrics)
            + "':\n  expected a run of this program and version, but it has latents 20 instead of"
            + " 10; jelbo \"0.0.1\" instead of \"0.1.0-SNAPSHOT\"\n"
            + "  try: the version of Jelbo that wrote it, or train again\n",
        "sample",
        folder.toString());
    metrics.addProperty("experiment", "tvae");
    refused(
        "at run '"
            + copy(metrics)
            + "':\n"
            + "  expected a run of one of vae, gmvae, hvae, ssvae, fsvae, convfsvae, cvae, convvae,"
            + " vae2d, but it is of 'tvae'\n"
            + "  try: the version of Jelbo that wrote it, or train again\n",
        "sample",
        folder.toString());
  }

  @Test
  void otherParametersAreRefused() throws IOException {
    JsonObject metrics = object(run.resolve("metrics.json"));
    metrics.getAsJsonObject("provenance").addProperty("parameters", "0");
    refused(
        "at run '"
            + copy(metrics)
            + "':\n  expected the parameters whose digest metrics.json has, but parameters.npz has"
            + " others\n"
            + "  try: a run's folder, copied whole\n",
        "sample",
        folder.toString());
  }

  @Test
  void otherDataAreRefused() throws IOException {
    Path other = IdxFolder.of(folder.resolve("other"), 100, 100);
    refused(
        "at run '"
            + run
            + "':\n  expected the held-out images that the run was measured on, but their digest"
            + " differs\n"
            + "  try: --data-dir with the files that it was trained on\n",
        "evaluate",
        run.toString(),
        "--data-dir=" + other);
  }

  @Test
  void brokenMetricsAreRefused() throws IOException {
    Path metrics = Files.writeString(folder.resolve("metrics.json"), "{");
    String expected =
        "at file '" + metrics + "':\n  expected the JSON object that a run writes, but ";
    String remedy = "\n  try: a run's folder, copied whole\n";
    refused(expected + "it is none from line 1 column 2 on" + remedy, "sample", folder.toString());
    Files.writeString(metrics, "[1]");
    refused(expected + "it is none" + remedy, "sample", folder.toString());
    Files.write(metrics, new byte[] {'{', (byte) 0xff, '}'});
    refused(expected + "it is not text in UTF-8" + remedy, "sample", folder.toString());
    Files.delete(metrics);
    refused(expected + "there is no such file or folder" + remedy, "sample", folder.toString());
  }

  /** The seed is covered by no other digest, and decides what is measured. */
  @Test
  void changedMetricsAreRefused() throws IOException {
    JsonObject metrics = object(run.resolve("metrics.json"));
    metrics.addProperty("seed", 6);
    Path file = Files.writeString(folder.resolve("metrics.json"), metrics.toString());
    refused(
        "at file '"
            + file
            + "':\n  expected what the run wrote, but it was changed: its digest is of something"
            + " else\n"
            + "  try: a run's folder, copied whole\n",
        "evaluate",
        folder.toString());
  }

  @Test
  void metricsOfOlderVersionsAreRefused() throws IOException {
    JsonObject metrics = object(run.resolve("metrics.json"));
    metrics.remove("provenance");
    refused(
        "at file '"
            + copy(metrics).resolve("metrics.json")
            + "':\n  expected 'provenance.settings', as runs of this version write it, but it has"
            + " none\n"
            + "  try: the version of Jelbo that wrote it, or train again\n",
        "sample",
        folder.toString());
    metrics.remove("digest");
    Path file = Files.writeString(folder.resolve("metrics.json"), metrics.toString());
    refused(
        "at file '"
            + file
            + "':\n  expected a digest of what it says, as runs write it, but it has none\n"
            + "  try: the version of Jelbo that wrote it, or train again\n",
        "sample",
        folder.toString());
  }

  @Test
  void doctorSaysWhatThereIs() {
    Ran ran = Ran.of("doctor", "--data-dir=" + data);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "tensorflow      2.18.0",
            "mnist train     150 images",
            "cpu             found, computes");
    assertThat(Ran.of("doctor", "--data-dir=" + folder).out())
        .contains("mnist           not usable\nat folder '" + folder + "'");
  }

  private Path copy(JsonObject metrics) throws IOException {
    Sealed.write(folder.resolve("metrics.json"), metrics);
    Path parameters = folder.resolve("parameters.npz");
    if (!Files.exists(parameters)) {
      Files.copy(run.resolve("parameters.npz"), parameters);
    }
    return folder;
  }

  private static void refused(String message, String... args) {
    Ran ran = Ran.of(args);
    assertThat(ran.err().replace("\r\n", "\n")).isEqualTo(message);
    assertThat(ran.exit()).isEqualTo(2);
  }

  private static JsonObject object(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
