package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for those who change the middle names what is there. */
final class DerivationPageTest {
  private static final Path ROOT = Path.of(System.getProperty("jelbo.root", ".."));
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** A type, and a member of it. */
  private static final Pattern NAME = Pattern.compile("\\b([A-Z][a-z]\\w*)(?:\\.(\\w+))?");

  private static final Pattern TYPE =
      Pattern.compile("^ *[\\w -]*\\b(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

  @Test
  void everyTypeAndMemberIsThere() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    List<MatchResult> names = names(Files.readString(ROOT.resolve("inference/DERIVATION.md")));
    for (MatchResult name : names) {
      String source = sources.getOrDefault(name.group(1), "");
      String member = name.group(2) == null ? name.group(1) : name.group(2);
      if (!Pattern.compile("\\b" + member + "\\b").matcher(source).find()) {
        missing.add(name.group());
      }
    }
    assertThat(names).hasSizeGreaterThan(30);
    assertThat(missing).as("named in inference/DERIVATION.md, but not there").isEmpty();
  }

  private static List<MatchResult> names(String page) {
    return CODE.matcher(page)
        .results()
        .flatMap(code -> NAME.matcher(code.group(1)).results())
        .toList();
  }

  /** The sources of both libraries and their tests, by the types that they declare. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String folder :
        List.of("dsl/src/main/java", "inference/src/main/java", "inference/src/test/java")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          Matcher types = TYPE.matcher(source);
          while (types.find()) {
            sources.merge(types.group(1), source, String::concat);
          }
        }
      }
    }
    return sources;
  }
}
