package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed page of wrong programs is the one that their tests make. */
class WrongProgramsPageTest {
  private static final Path MODULE =
      Path.of(System.getProperty("jelbo.root", "..")).resolve("inference");
  private static final Path TESTS = MODULE.resolve("src/test/java/org/jelbo/usage");
  private static final Path PAGE = MODULE.resolve("WRONG-PROGRAMS.md");

  @Test
  void pageShowsTheProgramsThatAreTested() throws IOException {
    String page = WrongProgramsPage.of(TESTS, chapters());
    if (Boolean.getBoolean("jelbo.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
        .as(
            "inference/WRONG-PROGRAMS.md; to write it again: ./mvnw -pl inference -am"
                + " -Dtest=WrongProgramsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Djelbo.write=true test")
        .isEqualTo(page);
  }

  @Test
  void everyTestOfWrongProgramsIsOnThePage() throws IOException {
    try (var files = Files.list(TESTS)) {
      List<String> found =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.matches("Wrong\\w+Test") && !name.contains("Page"))
              .sorted()
              .toList();
      assertThat(chapters()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  static List<String> chapters() {
    return List.of(
        "WrongNamesTest",
        "WrongShapesTest",
        "WrongPlatesTest",
        "WrongValuesTest",
        "WrongIndicesTest",
        "WrongPrecisionTest",
        "WrongRangesTest",
        "WrongDataTest",
        "WrongTreatmentsTest",
        "WrongEstimatorsTest",
        "WrongDrawsTest",
        "WrongReductionsTest",
        "WrongSumsTest",
        "WrongWeightsTest",
        "WrongParametersTest",
        "WrongInterventionsTest",
        "WrongMasksTest",
        "WrongRunsTest");
  }
}
