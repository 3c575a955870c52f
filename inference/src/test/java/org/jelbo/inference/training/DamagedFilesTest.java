package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that do not fit are refused, and nothing changes. */
class DamagedFilesTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final String REMEDY =
      "  try: a file written by Fit.save or Fit.checkpoint, copied whole";
  private static final String OTHER =
      "  try: the programs and settings that the file was saved with";

  @TempDir Path folder;

  private Compiled compiled;
  private Path file;

  @BeforeEach
  void save() {
    compiled =
        Compilation.of(VAE.elbo()).feed(VAE.data(5).batch(5)).optimizer(Sgd.of(0.1)).compile();
    file = folder.resolve("vae.npz");
    Checkpoints.saveParameters(compiled, file);
    compiled.step();
  }

  @AfterEach
  void close() {
    compiled.close();
  }

  @Test
  void missingFile() {
    Path missing = folder.resolve("missing.npz");
    assertThat(refusal(missing))
        .isEqualTo(
            where(missing)
                + "  expected a file of parameters, but there is none\n"
                + "  try: the path of a file written by Fit.save or Fit.checkpoint");
    assertThat(refusal(folder)).contains("but there is none");
  }

  @Test
  void truncatedFileAndTextAreNoArchives() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertUnreadable();
    Files.writeString(file, "not an archive");
    assertUnreadable();
    Files.write(file, new byte[0]);
    assertUnreadable();
  }

  private void assertUnreadable() {
    Throwable refusal = catchThrowable(() -> Checkpoints.restoreParameters(compiled, file));
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected a readable NumPy archive, but "
                + Entry.present(refusal.getCause(), "a cause").getMessage()
                + "\n  try: a file written by Fit.save or Fit.checkpoint");
  }

  /** A few bits of a compressed stream mean nothing: then the arrays are read as they were. */
  @Test
  void noChangedByteOfAnArrayGivesOtherNumbers() throws IOException {
    double[] saved = restored();
    int harmless = 0;
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("enc/0/kernel.npy") + 16 + 9; // nine bytes of time stamp
    int to = text.indexOf("PK", from);
    for (int at = from; at < to; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      compiled.set("enc/0/kernel", new double[saved.length]);
      Throwable refusal = catchThrowable(() -> Checkpoints.restoreParameters(compiled, file));
      if (refusal == null) {
        harmless++;
        assertThat(compiled.values("enc/0/kernel")).as("byte %d", at).containsExactly(saved);
      } else {
        assertThat(refusal).isInstanceOf(JelboException.class);
        assertThat(compiled.values("enc/0/kernel")).as("byte %d", at).containsOnly(0);
      }
    }
    assertThat(harmless).isLessThan(4);
  }

  private double[] restored() {
    Checkpoints.restoreParameters(compiled, file);
    return compiled.values("enc/0/kernel");
  }

  @Test
  void checkSumThatDiffers() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int central = text.indexOf("PK\u0001\u0002");
    whole[central + 16] ^= 1;
    Files.write(file, whole);
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected a NumPy archive as Jelbo writes it, but array 'enc/0/kernel' differs"
                + " from its check sum\n"
                + REMEDY);
  }

  @Test
  void arraysOfOtherPrograms() throws IOException {
    rewrite(arrays -> Archive.renamed(arrays, "dec/1/bias.npy", "dec/1/offset.npy"));
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected 'dec/1/bias' [6] as the programs declare, but the file has"
                + " [dec/0/bias, dec/0/kernel, dec/1/kernel, dec/1/offset, enc/0/bias,"
                + " enc/0/kernel, enc/1/bias, enc/1/kernel]\n"
                + OTHER);
  }

  @Test
  void arraysOfOtherShapes() throws IOException {
    rewrite(arrays -> Archive.with(arrays, "enc/0/bias.npy", Entry.of(arrays, "enc/1/bias.npy")));
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected 'enc/0/bias' [7] as the programs declare, but the file has"
                + " 'enc/0/bias' [4]\n"
                + OTHER);
  }

  @Test
  void arraysTooMany() throws IOException {
    rewrite(arrays -> Archive.with(arrays, "more.npy", Entry.of(arrays, "enc/1/bias.npy")));
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected [enc/0/kernel, enc/0/bias, enc/1/kernel, enc/1/bias, dec/0/kernel,"
                + " dec/0/bias, dec/1/kernel, dec/1/bias] as the programs declare, but the file"
                + " has also 'more'\n"
                + OTHER);
  }

  @Test
  void entriesThatAreNoArrays() throws IOException {
    rewrite(arrays -> Archive.with(arrays, "readme.txt", new byte[3]));
    assertThat(refusal(file)).isEqualTo(damaged("entry 'readme.txt' is not one of its arrays"));
  }

  /** Names, shapes and lengths are compared before anything is unpacked. */
  @Test
  void fewBytesThatUnpackToManyAreNotUnpacked() throws IOException {
    byte[] huge = new byte[1 << 20];
    Map<String, byte[]> whole = arrays();
    rewrite(
        arrays -> {
          Map<String, byte[]> many = new TreeMap<>(arrays);
          for (int i = 0; i < 300; i++) {
            many.put("more/" + i + ".npy", huge);
          }
          return many;
        });
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected [enc/0/kernel, enc/0/bias, enc/1/kernel, enc/1/bias, dec/0/kernel,"
                + " dec/0/bias, dec/1/kernel, dec/1/bias] as the programs declare, but the file"
                + " has also 'more/0'\n"
                + OTHER);
    Throwable other = catchThrowable(() -> Checkpoints.restore(compiled, renamedStep(huge)));
    assertThat(other).hasMessageContaining("more/133] and 267 more\n");
    rewrite(arrays -> Archive.with(whole, "enc/0/kernel.npy", new byte[100 << 20]));
    assertThat(refusal(file)).isEqualTo(damaged("array 'enc/0/kernel' has no header"));
    byte[] longer = java.util.Arrays.copyOf(Entry.of(whole, "enc/0/bias.npy"), 100 << 20);
    rewrite(arrays -> Archive.with(whole, "enc/0/bias.npy", longer));
    assertThat(refusal(file))
        .isEqualTo(damaged("array 'enc/0/bias' is not as long as its shape [7]"));
  }

  private Path renamedStep(byte[] huge) throws IOException {
    rewrite(
        arrays -> {
          Map<String, byte[]> many = new TreeMap<>();
          for (int i = 0; i < 307; i++) {
            many.put("more/" + i + ".npy", huge);
          }
          return many;
        });
    return file;
  }

  @Test
  void filesManyTimesTooLongAreNotOpened() throws IOException {
    Files.write(file, new byte[10 << 20]);
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected at most "
                + String.format(Locale.ROOT, "%,d", 16 * (8 * numbers() + 4096 * 9))
                + " bytes, many times what the programs' parameters take, but it has 10,485,760\n"
                + "  try: a file written by Fit.save or Fit.checkpoint");
  }

  private long numbers() {
    return compiled.stateNames().stream().mapToLong(name -> compiled.stateShape(name).size()).sum();
  }

  @Test
  void numbersOfStepsThatAreNone() throws IOException {
    byte[] step = Entry.of(arrays(), "optimizer/step.npy");
    for (double wrong : new double[] {-1, 0.5, Double.NaN, 1e300}) {
      byte[] changed = step.clone();
      ByteBuffer.wrap(changed)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putDouble(step.length - Double.BYTES, wrong);
      rewrite(arrays -> Archive.with(arrays, "optimizer/step.npy", changed));
      assertThat(refusal(file))
          .isEqualTo(damaged("array 'optimizer/step' holds no number of steps, but " + wrong));
    }
    byte[] bias = Entry.of(arrays(), "enc/0/bias.npy");
    rewrite(arrays -> Archive.with(arrays, "optimizer/step.npy", bias));
    assertThat(refusal(file))
        .isEqualTo(
            where(file)
                + "  expected 'optimizer/step' [] as the programs declare, but the file has"
                + " 'optimizer/step' [7]\n"
                + OTHER);
  }

  @Test
  void headersThatAreNotAsWritten() throws IOException {
    String name = "enc/0/bias.npy";
    rewrite(arrays -> Archive.with(arrays, name, new byte[4]));
    assertThat(refusal(file)).isEqualTo(damaged("array 'enc/0/bias' has no header"));
    rewrite(arrays -> Archive.with(arrays, name, new byte[90]));
    assertThat(refusal(file)).isEqualTo(damaged("array 'enc/0/bias' has no header"));
  }

  @Test
  void shapesThatAreNotAsWritten() throws IOException {
    String[] shapes = {"(7 )", "(7 7,)", "(99999999999999999999,)", "(,)", "(-7,)"};
    byte[] bias = Entry.of(arrays(), "enc/0/bias.npy");
    for (String shape : shapes) {
      rewrite(arrays -> Archive.with(arrays, "enc/0/bias.npy", reshaped(bias, shape)));
      assertThat(refusal(file)).isEqualTo(damaged("array 'enc/0/bias' has another header"));
    }
    rewrite(arrays -> Archive.with(arrays, "enc/0/bias.npy", reshaped(bias, "(8,)")));
    assertThat(refusal(file))
        .isEqualTo(damaged("array 'enc/0/bias' is not as long as its shape [8]"));
  }

  @Test
  void checkpointsAndParametersAreToldApart() {
    Compilation adam =
        Compilation.of(VAE.elbo()).feed(VAE.data(5).batch(5)).optimizer(Adam.of(0.1));
    try (Compiled other = adam.compile()) {
      assertThat(catchThrowable(() -> Checkpoints.restore(other, file)))
          .hasMessage(
              where(file)
                  + """
                  expected a checkpoint to go on from, with the numbers that the optimizer keeps, but it holds the parameters alone
                  try: a file written by Fit.checkpoint, or Fit.restore(objective, file) to use the parameters\
                  """
                      .indent(2)
                      .stripTrailing());
      Checkpoints.save(other, file);
      assertThat(catchThrowable(() -> Checkpoints.restoreParameters(compiled, file)))
          .hasMessage(
              where(file)
                  + """
                  expected the parameters alone, but it is a checkpoint, with the numbers that an optimizer keeps
                  try: Trainer.resume(file) with that optimizer, or a file written by Fit.save\
                  """
                      .indent(2)
                      .stripTrailing());
    }
  }

  @Test
  void aFileWithoutItsStepIsRefused() throws IOException {
    Map<String, double[]> before = state();
    rewrite(arrays -> Archive.without(arrays, "optimizer/step.npy"));
    Throwable refusal = catchThrowable(() -> Checkpoints.restore(compiled, file));
    assertThat(refusal)
        .hasMessage(
            where(file)
                + "  expected the array 'optimizer/step' as the programs declare, but the file has "
                + compiled.stateNames().stream().sorted().toList()
                + "\n"
                + OTHER);
    assertUnchanged(before);
  }

  @Test
  void failedWriteLeavesTheFileAndNothingElse() throws IOException {
    byte[] before = Files.readAllBytes(file);
    Path directory = folder.resolve("taken");
    Files.createDirectories(directory.resolve("inside"));
    assertThat(catchThrowable(() -> Checkpoints.saveParameters(compiled, directory)))
        .hasMessage(
            where(directory)
                + "  expected a file to write, but it is a folder\n"
                + "  try: a file's name");
    assertThat(catchThrowable(() -> Checkpoints.saveParameters(compiled, file.resolve("below"))))
        .hasMessage(
            where(file.resolve("below"))
                + "  expected to write it, but '"
                + file
                + "' is not a folder\n"
                + "  try: a place that can be written to, with space left");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.toFile().listFiles())
        .containsExactlyInAnyOrder(file.toFile(), directory.toFile());
  }

  private String refusal(Path path) {
    Map<String, double[]> before = state();
    Throwable refusal = catchThrowable(() -> Checkpoints.restoreParameters(compiled, path));
    assertThat(refusal).isInstanceOf(JelboException.class);
    assertUnchanged(before);
    return Entry.present(refusal.getMessage(), "a message");
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new TreeMap<>();
    compiled.stateNames().forEach(name -> state.put(name, compiled.values(name)));
    return state;
  }

  private void assertUnchanged(Map<String, double[]> before) {
    state().forEach((name, values) -> assertThat(values).isEqualTo(before.get(name)));
    assertThat(compiled.steps()).isEqualTo(1);
  }

  private static String where(Path path) {
    return "at file '" + path + "':\n";
  }

  private String damaged(String what) {
    return where(file)
        + "  expected a NumPy archive as Jelbo writes it, but "
        + what
        + "\n"
        + REMEDY;
  }

  private Map<String, byte[]> arrays() throws IOException {
    return Archive.arrays(file);
  }

  private void rewrite(UnaryOperator<Map<String, byte[]>> change) throws IOException {
    Archive.rewrite(file, change);
  }

  /** The array with another shape in its header, which stays as long as it was. */
  private static byte[] reshaped(byte[] array, String shape) {
    String text = new String(array, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    String header = text.substring(0, end).stripTrailing().replace("(7,)", shape);
    return (header + " ".repeat(end - header.length()) + text.substring(end))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
