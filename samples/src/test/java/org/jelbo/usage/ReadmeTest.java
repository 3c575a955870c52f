package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Evaluation;
import org.jelbo.inference.training.Fit;
import org.jelbo.models.ssvae.Ssvae;
import org.jelbo.models.ssvae.SsvaeSettings;
import org.jelbo.samples.drawing.Digits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows code that runs and text that Jelbo prints. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("jelbo.root", ".."));
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void itsCodeIsTheCodeOfTheExamples() throws IOException {
    List<String> shown = blocks("java");
    List<String> run = new ArrayList<>();
    for (String heading : List.of("programs", "labels", "training", "asking", "together")) {
      run.add(withoutSpace(example(heading)));
    }
    assertThat(shown.stream().map(ReadmeTest::withoutSpace)).containsExactlyElementsOf(run);
  }

  @Test
  void itsLabelledProgramsAreThoseOfTheBundledModel() {
    Objective bundled = Ssvae.of(SsvaeSettings.standard()).objective();
    assertThat(ReadmeExample.labels().explain()).hasToString(bundled.explain().toString());
  }

  @Test
  void itsDependenciesAreThoseOfTheBuild() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String maven = blocks("xml").get(0);
    String gradle = blocks("groovy").get(0);
    String version = between(parent, "<artifactId>jelbo-parent</artifactId>\n  <version>");
    String tensorflow = between(parent, "<tensorflow.version>");
    assertThat(maven).contains("<version>" + version + "<", "<version>" + tensorflow + "<");
    assertThat(gradle)
        .contains("jelbo-inference:" + version + "'", "native:" + tensorflow + ":linux-x86_64'");
  }

  private static String between(String text, String begin) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf('<', from));
  }

  @Test
  void itsExplanationIsWhatIsPrinted() throws IOException {
    assertThat(blocks("").get(0)).isEqualTo(ReadmeExample.programs().explain().toString());
  }

  @Test
  void itsDiagramIsWhatIsPrinted() throws IOException {
    assertThat(blocks("mermaid"))
        .containsExactly(ReadmeExample.programs().describe().diagram().mermaid());
  }

  @Test
  void itsMistakeIsRefusedWithItsMessage() throws IOException {
    JelboException refusal =
        catchThrowableOfType(JelboException.class, () -> ReadmeExample.mistaken().explain());
    assertThat(withoutLine(blocks("").get(1))).isEqualTo(withoutLine(refusal.getMessage() + "\n"));
  }

  @Test
  void itsTrainingRuns() {
    byte[] pixels = new byte[200 * 784];
    Digits.train(0, 200).pixels().get(pixels);
    Path parameters = folder.resolve("parameters.npz");
    Evaluation evaluation =
        ReadmeExample.training(ReadmeExample.programs(), pixels, pixels, 2, parameters);
    assertThat(evaluation.part("kl") + evaluation.part("rec")).isPositive();
    assertThat(parameters).isNotEmptyFile();
  }

  @Test
  void itsQuestionsAndItsSumRun() {
    byte[] pixels = new byte[200 * 784];
    Digits.train(0, 200).pixels().get(pixels);
    Data data = Data.of(Column.ofBytes("x", pixels, 784).scaled(255).binarized());
    try (Fit fit = Fit.start(ReadmeExample.programs())) {
      assertThat(ReadmeExample.asking(fit, data.first(4)).of("z").toArray())
          .hasSize(80)
          .containsOnly(0);
    }
    try (Fit fit = ReadmeExample.together(ReadmeExample.programs(), data, data.first(50))) {
      assertThat(fit.steps()).isEqualTo(3);
    }
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  private static String example(String heading) throws IOException {
    String source =
        Files.readString(ROOT.resolve("samples/src/test/java/org/jelbo/usage/ReadmeExample.java"));
    String begin = "// README: " + heading + "\n";
    int from = source.indexOf(begin) + begin.length();
    return source.substring(from, source.indexOf("// README: end", from));
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String withoutLine(String message) {
    return message.replaceAll("\\(\\w+\\.java:\\d+\\)", "(LINE)");
  }
}
