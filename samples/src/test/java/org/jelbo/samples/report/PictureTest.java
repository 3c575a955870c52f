package org.jelbo.samples.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  /** Both fail on a machine without fonts, or with a display that does not answer. */
  @Test
  void picturesUseNeitherFontsNorGraphicsOfTheMachine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.awt\\.(Font.*|Graphics.*|Toolkit|font\\..*)|javax\\.swing\\..*")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.jelbo.samples.report"));
  }

  @Test
  void bytesAreThoseOfTheFile(@TempDir Path folder) throws IOException {
    Picture picture = ImageGrid.of(1, 2, List.of(new float[] {0f, 1f}), 1);
    Path file = folder.resolve("new/picture.png");
    picture.write(file);
    assertThat(picture.png()).isEqualTo(Files.readAllBytes(file));
  }
}
