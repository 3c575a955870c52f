package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of extensions in the Javadoc are classes of a project that is built and tested. */
final class DocumentedExamplesTest {
  private static final Path DSL = Path.of(System.getProperty("jelbo.root", "..")).resolve("dsl");
  private static final Path EXTENSIONS = DSL.resolve("src/it/extensions/src");

  @ParameterizedTest
  @CsvSource({
    "main/java/org/jelbo/dsl/distribution/package-info, main/java/com/example/jelbo/Exponential",
    "main/java/org/jelbo/dsl/bijector/Bijector, main/java/com/example/jelbo/GumbelCdf",
    "main/java/org/jelbo/dsl/nn/Layer, main/java/com/example/jelbo/Affine",
    "testing/java/org/jelbo/dsl/contract/package-info, test/java/com/example/jelbo/ExponentialTest"
  })
  void theExampleIsTheTestedClass(String page, String type) throws IOException {
    String text = Files.readString(DSL.resolve("src").resolve(page + ".java"));
    String example =
        text.substring(text.indexOf("<pre>") + "<pre>".length(), text.indexOf("</pre>"))
            .replaceAll("(?m)^ \\*", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#64;", "@");
    String source = Files.readString(EXTENSIONS.resolve(type + ".java"));
    assertThat(code(example)).isNotEmpty();
    assertThat(code(source)).endsWith(code(example));
  }

  private static String code(String source) {
    return source.replace("@Override", "").replaceAll("\\s+", "");
  }
}
