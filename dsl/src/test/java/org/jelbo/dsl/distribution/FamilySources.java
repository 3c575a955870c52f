package org.jelbo.dsl.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the Javadoc of each family says of where its formulas are from. */
final class FamilySources {
  private static final Path FAMILIES =
      Path.of(System.getProperty("jelbo.root", ".."))
          .resolve("dsl/src/main/java/org/jelbo/dsl/distribution");

  /** The paragraph that begins so, up to the next or the comment's end. */
  private static final Pattern PARAGRAPH =
      Pattern.compile("<p>Sources: (.*?)(?=\\n \\*\\n|\\n \\*/)", Pattern.DOTALL);

  private static final Pattern ENTRY =
      Pattern.compile(
          "<li>([^:]*?\\d{4}|DLMF): (.*?)(?=\\n \\* +<li>|\\n \\* </ul>)", Pattern.DOTALL);

  /** Names and a year, such as {@code Cover and Thomas 2006}. */
  private static final Pattern CITATION =
      Pattern.compile(
          "(?:\\p{Lu}[\\w-]+, )*\\p{Lu}[\\w-]+"
              + "(?: and \\p{Lu}[\\w-]+(?: \\p{Lu}[\\w-]+)?| et al\\.)? (?:19|20)\\d{2}\\b");

  private FamilySources() {}

  /** The names of all families, in the order of their examples. */
  static List<String> families() {
    return FamilyExamples.all().stream()
        .map(example -> example.written().substring(0, example.written().indexOf('.')))
        .distinct()
        .toList();
  }

  /** The sources of a family as plain words; empty where it names none. */
  static String of(String family) {
    return PARAGRAPH
        .matcher(beforeType(family))
        .results()
        .map(found -> plain(found.group(1)))
        .collect(Collectors.joining(" "));
  }

  /** A line for each family. */
  static String lines() {
    return families().stream()
        .map(family -> "- `%s`: %s\n".formatted(family, of(family)))
        .collect(Collectors.joining());
  }

  /** The books and papers of the package's page, a line for each. */
  static String bibliography() {
    return entries().stream()
        .map(entry -> "- %s: %s\n".formatted(entry.group(1), plain(entry.group(2))))
        .collect(Collectors.joining());
  }

  /** What the bibliography's entries are called. */
  static Set<String> listed() {
    return entries().stream()
        .map(entry -> plain(entry.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a text names by name and year. */
  static Set<String> cited(String text) {
    return CITATION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All comments and code of a class of the package, in one line. */
  static String whole(String name) {
    return plain(read(name));
  }

  private static List<MatchResult> entries() {
    return ENTRY.matcher(read("package-info")).results().toList();
  }

  private static String beforeType(String family) {
    String text = read(family);
    int type = text.indexOf("\npublic ");
    return text.substring(0, type);
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
        .replaceAll("\\{@code ([^{}]*)\\}", "`$1`")
        .replaceAll("\\{@link (?:#)?([^{} ]*)\\}", "`$1`");
  }

  private static String read(String name) {
    try {
      return Files.readString(FAMILIES.resolve(name + ".java")).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
