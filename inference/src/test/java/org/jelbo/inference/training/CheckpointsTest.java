package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters and checkpoints in files. */
class CheckpointsTest {
  private static final SmallVae VAE = SmallVae.tiny();

  @TempDir Path folder;

  @Test
  void restoredFitEqualsTheSavedOne() {
    Path file = folder.resolve("new/deep/vae.npz");
    try (Fit fit = trainer(20).run()) {
      fit.save(file);
      try (Fit restored = Fit.restore(VAE.elbo(), file)) {
        assertThat(restored.digest()).isEqualTo(fit.digest());
        assertThat(restored.evaluate(VAE.data(30), 2)).isEqualTo(fit.evaluate(VAE.data(30), 2));
        assertThat(restored.parameter("dec/1/bias")).containsExactly(fit.parameter("dec/1/bias"));
      }
    }
  }

  @Test
  void resumedRunEqualsTheUninterruptedOneBitForBit() throws IOException {
    Path half = folder.resolve("half.npz");
    Path whole = folder.resolve("whole.npz");
    Path resumed = folder.resolve("resumed.npz");
    List<Double> heard = new ArrayList<>();
    try (Fit fit = trainer(30).run()) {
      fit.checkpoint(half);
    }
    try (Fit fit = trainer(60).listener(report -> heard.add(report.value())).run()) {
      fit.checkpoint(whole);
      List<Double> again = new ArrayList<>();
      try (Fit other =
          trainer(60).resume(half).listener(report -> again.add(report.value())).run()) {
        other.checkpoint(resumed);
        assertThat(other.digest()).isEqualTo(fit.digest());
        assertThat(other.steps()).isEqualTo(60);
        assertThat(again).isEqualTo(heard.subList(30, 60));
      }
    }
    Map<String, byte[]> expected = unzipped(whole);
    Map<String, byte[]> found = unzipped(resumed);
    assertThat(found.keySet()).isEqualTo(expected.keySet()).contains("adam.m/enc/0/kernel.npy");
    found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
  }

  @Test
  void filesSayWhereTheyWereWritten() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.npz");
    Path saved = folder.resolve("saved.npz");
    try (Fit fit = trainer(2).run()) {
      fit.checkpoint(checkpoint);
      fit.save(saved);
      assertThat(Checkpoint.of(VAE.elbo(), checkpoint))
          .isEqualTo(new Checkpoint(checkpoint, 2, true, Optional.of(fit.machine())));
      assertThat(Checkpoint.of(VAE.elbo(), saved))
          .isEqualTo(new Checkpoint(saved, 2, false, Optional.of(fit.machine())));
      try (ZipFile zip = new ZipFile(saved.toFile())) {
        assertThat(zip.getComment())
            .isEqualTo(fit.machine().text())
            .contains("processor: ", "features: ", "threads: ", "tensorflow: ", "device: CPU\n");
      }
    }
  }

  @Test
  void otherSeedGivesOtherParameters() {
    try (Fit one = trainer(2).run();
        Fit other = trainer(2).seed(5).run()) {
      assertThat(other.digest()).isNotEqualTo(one.digest());
    }
  }

  @Test
  void noFileHoldsTrainingRows() throws IOException {
    byte[] rows = "JELBO ROW".repeat(40).getBytes(StandardCharsets.US_ASCII);
    Data data = Data.of(Column.ofBytes("x", rows, 6).scaled(255).binarized());
    Path saved = folder.resolve("saved.npz");
    Path checkpoint = folder.resolve("checkpoint.npz");
    try (Fit fit = Trainer.of(VAE.elbo()).feed(data.batch(5)).steps(3).run()) {
      fit.save(saved);
      fit.checkpoint(checkpoint);
    }
    assertThat(unzipped(saved)).hasSize(8 + 1);
    assertThat(unzipped(checkpoint)).hasSize(3 * 8 + 1);
    for (Path file : List.of(saved, checkpoint)) {
      unzipped(file)
          .forEach(
              (name, bytes) -> {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                for (byte[] form : forms("ROW")) {
                  assertThat(text)
                      .as(name)
                      .doesNotContain(new String(form, StandardCharsets.ISO_8859_1));
                }
              });
    }
  }

  /** A text's bytes as they are, and as numbers of either precision. */
  private static List<byte[]> forms(String text) {
    ByteBuffer floats = ByteBuffer.allocate(4 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer doubles = ByteBuffer.allocate(8 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < text.length(); i++) {
      floats.putFloat(text.charAt(i) / 255f);
      doubles.putDouble(text.charAt(i) / 255.0);
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return List.of(bytes, floats.array(), doubles.array());
  }

  /** The header as NumPy's format 1.0 has it, parsed by hand. */
  @Test
  void arraysAreInNumpysFormat() throws IOException {
    Path file = folder.resolve("vae.npz");
    Compilation compilation =
        Compilation.of(VAE.elbo())
            .feed(VAE.data(5).batch(5))
            .optimizer(Adam.of(1e-3))
            .precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      Checkpoints.save(compiled, file);
      Map<String, byte[]> arrays = unzipped(file);
      checkArray(Entry.of(arrays, "enc/0/kernel.npy"), "(6, 7)", compiled.values("enc/0/kernel"));
      checkArray(Entry.of(arrays, "enc/0/bias.npy"), "(7,)", compiled.values("enc/0/bias"));
      checkArray(Entry.of(arrays, "optimizer/step.npy"), "()", 0);
    }
  }

  private static void checkArray(byte[] array, String shape, double... values) {
    ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.get() & 0xFF).isEqualTo(0x93);
    byte[] magic = new byte[5];
    bytes.get(magic);
    assertThat(magic).asString(StandardCharsets.US_ASCII).isEqualTo("NUMPY");
    assertThat(bytes.get()).isEqualTo((byte) 1);
    assertThat(bytes.get()).isZero();
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    assertThat(bytes.position() % 64).isZero();
    String text = new String(header, StandardCharsets.US_ASCII);
    assertThat(text).endsWith("\n");
    assertThat(text.trim())
        .isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }");
    assertThat(bytes.remaining()).isEqualTo(8 * values.length);
    for (double value : values) {
      assertThat(bytes.getDouble()).isEqualTo(value);
    }
  }

  @Test
  void savingIsAtomic() throws IOException {
    Path file = folder.resolve("vae.npz");
    try (Fit fit = trainer(0).run()) {
      fit.save(file);
      fit.save(file);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  private static Trainer trainer(long steps) {
    return Trainer.of(VAE.elbo()).seed(3).feed(VAE.data(30).batch(7)).steps(steps);
  }

  private static Map<String, byte[]> unzipped(Path file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}
