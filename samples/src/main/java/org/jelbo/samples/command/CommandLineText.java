package org.jelbo.samples.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is typed.
 *
 * @param words as the command gets them
 */
record CommandLineText(List<String> words) {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\\\-]+");

  static CommandLineText of(String... words) {
    return new CommandLineText(List.of(words));
  }

  /** With one more option, where it has a value. */
  CommandLineText with(String option, @Nullable Object value) {
    List<String> more = new ArrayList<>(words);
    if (value != null) {
      more.add(option + "=" + value);
    }
    return new CommandLineText(more);
  }

  /** Quoted for a shell where that is needed. */
  @Override
  public String toString() {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      boolean isPlain = PLAIN.matcher(word).matches();
      quoted.add(isPlain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }
}
