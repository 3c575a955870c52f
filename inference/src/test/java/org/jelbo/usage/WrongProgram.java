package org.jelbo.usage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A case of a test of wrong programs, as its source has it.
 *
 * @param name of the method
 * @param body what comes before the call, as it is indented
 * @param call what is refused
 * @param message the text of the refusal, as it is indented
 */
record WrongProgram(String name, String body, String call, String message) {
  private static final Pattern CASE =
      Pattern.compile(
          "  @Test\n  void (\\w+)\\(\\) \\{\n(.*?)"
              + "assertThat\\(\\s*Refusal\\.of\\(\\s*\\(\\) -> (.*?)\\)\\)\\s*"
              + "\\.isEqualTo\\(\\s*\"\"\"\n(.*?)\"\"\"\\);\n  }\n",
          Pattern.DOTALL);

  /** All cases of a source. */
  static List<WrongProgram> in(String source) {
    return CASE.matcher(source)
        .results()
        .map(
            found ->
                new WrongProgram(
                    found.group(1),
                    found.group(2),
                    found.group(3).replaceAll("\\s+", " "),
                    found.group(4)))
        .toList();
  }

  /** The message as it is thrown, lines of Java in the place of their numbers. */
  String text() {
    return message.stripIndent().replace("\\\n", "");
  }
}
