package org.jelbo.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of wrong programs, written from the source of the tests that run them. A test reads
 *
 * <pre>
 * &#64;Test
 * void titleOfTheCase() {
 *   ...                                        // the program
 *   assertThat(Refusal.of(() -&gt; call)) // its last line
 *       .isEqualTo("the whole message");
 * }
 * </pre>
 */
final class WrongProgramsPage {
  private static final Pattern ABOUT =
      Pattern.compile("/\\*\\* (.*?)\\. \\*/\nclass", Pattern.DOTALL);
  private static final Pattern SHARED =
      Pattern.compile("// Wrong programs: begin\n(.*?)\\s*// Wrong programs: end", Pattern.DOTALL);

  /** A line of a test's file that a message names, the line's text in the place of its number. */
  private static final Pattern LINE = Pattern.compile("(\\w+)\\.java: ");

  private static final Pattern ABSENT = Pattern.compile("Absent\\.(<\\w+>)?value\\(\\)");

  private final Path tests;
  private final List<String> shared;
  private final StringBuilder text = new StringBuilder();

  private WrongProgramsPage(Path tests) throws IOException {
    this.tests = tests;
    this.shared = shared(source("UsualPrograms"));
  }

  /**
   * The page.
   *
   * @param tests the folder of the test classes
   * @param classes their names, a chapter each
   */
  static String of(Path tests, List<String> classes) throws IOException {
    WrongProgramsPage page = new WrongProgramsPage(tests);
    page.preface();
    for (String name : classes) {
      page.chapter(name);
    }
    return page.text.toString().stripTrailing() + "\n";
  }

  private void preface() {
    line("# Wrong programs, and what Jelbo says");
    line("");
    line(
        "Every program here is run by a test that compares the whole message. A message says"
            + " where,");
    line(
        "what was expected and what came, and what to try; `Wrong.java:3` is line 3 of the"
            + " program");
    line("shown, `Usual.java:6` line 6 of this right model, its guide and its data:");
    line("");
    code("java", shared.stream().map(line -> line.replace("static final ", "")).toList());
    line("This page is written from the tests; see [CONTRIBUTING](../.github/CONTRIBUTING.md).");
    line("");
  }

  private static List<String> shared(String source) {
    Matcher region = SHARED.matcher(source);
    if (!region.find()) {
      throw new AssertionError("no programs between the marks in UsualPrograms");
    }
    return region.group(1).stripIndent().lines().toList();
  }

  private void chapter(String name) throws IOException {
    String source = source(name);
    Matcher about = ABOUT.matcher(source);
    List<WrongProgram> cases = WrongProgram.in(source);
    long tests = Pattern.compile("@Test").matcher(source).results().count();
    if (!about.find() || cases.size() != tests) {
      throw new AssertionError("a test of " + name + " is not in the form the page is made from");
    }
    line("## " + about.group(1).replaceAll("\\s+", " "));
    line("");
    cases.forEach(this::wrong);
  }

  private void wrong(WrongProgram wrong) {
    List<String> program = new ArrayList<>(wrong.body().stripIndent().lines().toList());
    program.add("assertThat(Refusal.of(() -> " + wrong.call() + "))");
    String message = numbered(wrong.text(), program);
    program.set(program.size() - 1, wrong.call() + ";");
    line("### " + title(wrong.name()));
    line("");
    code("java", program.stream().map(row -> ABSENT.matcher(row).replaceAll("null")).toList());
    code("", message.lines().toList());
  }

  /** The message with the numbers of the lines that its test names by their text. */
  private String numbered(String message, List<String> program) {
    StringBuilder result = new StringBuilder();
    int done = 0;
    Matcher named = LINE.matcher(message);
    while (named.find(done)) {
      boolean isShared = named.group(1).equals("UsualPrograms");
      List<String> lines = isShared ? shared : program;
      int line = lineAt(message.substring(named.end()), lines);
      result.append(message, done, named.start());
      result.append(isShared ? "Usual" : "Wrong").append(".java:").append(line + 1);
      done = named.end() + lines.get(line).strip().length();
    }
    return result.append(message.substring(done)).toString();
  }

  /** Which line a text begins with: the longest, and one only. */
  private static int lineAt(String text, List<String> lines) {
    int best = -1;
    boolean isOne = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int longest = best < 0 ? 0 : lines.get(best).strip().length();
      if (!line.isEmpty() && text.startsWith(line) && line.length() >= longest) {
        isOne = line.length() > longest;
        best = i;
      }
    }
    if (!isOne) {
      throw new AssertionError("not one line of " + lines + " is where the message says: " + text);
    }
    return best;
  }

  private static String title(String method) {
    String words =
        Arrays.stream(method.split("(?=[A-Z])"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private String source(String name) throws IOException {
    return Files.readString(tests.resolve(name + ".java")).replace("\r\n", "\n");
  }

  private void code(String language, List<String> lines) {
    line("```" + language);
    lines.forEach(this::line);
    line("```");
    line("");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
