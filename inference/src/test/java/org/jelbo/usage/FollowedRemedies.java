package org.jelbo.usage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@code followed-remedies.txt} says was done to each wrong program to follow the remedy of
 * its refusal:
 *
 * <pre>
 * # WrongNamesTest
 * ## siteWithoutName
 * try: a name such as 'z'
 * " " ==&gt; "z"
 * </pre>
 *
 * The class, the case, one thing that its message tells to try, and below it the changes of the
 * program to do so, {@code old ==> new}, in which all white space is one space. A remedy that no
 * change of the program follows has {@code not: reason} in their place.
 */
final class FollowedRemedies {
  /**
   * A change of a program.
   *
   * @param old what stands there at least once
   */
  record Change(String old, String becomes) {}

  /**
   * A remedy, or one of several things that a message tells to try.
   *
   * @param remedy the words of the message
   * @param changes of the program; empty where there are none to make
   * @param reason why there are none; else empty
   */
  record Followed(String test, String name, String remedy, List<Change> changes, String reason) {
    String title() {
      return test + "." + name;
    }
  }

  private static final String ARROW = " ==>";

  private final List<Followed> followed = new ArrayList<>();
  private String test = "";
  private String name = "";

  private FollowedRemedies() {}

  /** All of them, in the order of the file. */
  static List<Followed> read() throws IOException {
    FollowedRemedies all = new FollowedRemedies();
    try (InputStream file =
        Objects.requireNonNull(
            FollowedRemedies.class.getResourceAsStream("followed-remedies.txt"))) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(all::line);
    }
    return all.followed;
  }

  private void line(String line) {
    int arrow = line.indexOf(ARROW);
    if (line.startsWith("# ")) {
      test = line.substring(2);
    } else if (line.startsWith("## ")) {
      name = line.substring(3);
    } else if (line.startsWith("try: ")) {
      followed.add(new Followed(test, name, line.substring(5), new ArrayList<>(), ""));
    } else if (line.startsWith("not: ")) {
      Followed last = followed.remove(followed.size() - 1);
      followed.add(new Followed(test, name, last.remedy(), last.changes(), line.substring(5)));
    } else if (arrow >= 0) {
      String becomes = line.substring(arrow + ARROW.length()).strip();
      List<Change> changes = followed.get(followed.size() - 1).changes();
      changes.add(new Change(line.substring(0, arrow), becomes));
    } else {
      throw new AssertionError("neither a remedy nor a change: " + line);
    }
  }
}
