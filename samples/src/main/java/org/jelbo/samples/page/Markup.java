package org.jelbo.samples.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Elements of HTML, SVG and MathML in the making. All text and all values of attributes pass
 * through here and are escaped here; a page without its scripts is well-formed XML, too.
 */
final class Markup {
  /** What a script or a style must not have in it, wherever it stands. */
  private static final Pattern ENDS =
      Pattern.compile("</(script|style)|<!--", Pattern.CASE_INSENSITIVE);

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String tag, String... attributes) {
    begin(tag, attributes);
    text.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element that was begun last. */
  Markup close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** What a reader sees, as it is. */
  Markup text(String words) {
    escape(words);
    return this;
  }

  /** An element with text alone. */
  Markup element(String tag, String words, String... attributes) {
    return open(tag, attributes).text(words).close();
  }

  /** An element without content. */
  Markup empty(String tag, String... attributes) {
    begin(tag, attributes);
    text.append("/>");
    return this;
  }

  /** A new line between elements, for those who read the source. */
  Markup line() {
    text.append('\n');
    return this;
  }

  /**
   * A script or a style, which HTML does not read escapes in.
   *
   * @param source of the program's own resources, or JSON in which {@code <} is escaped
   */
  Markup source(String tag, String source, String... attributes) {
    if (ENDS.matcher(source).find()) {
      throw new IllegalArgumentException("a " + tag + " that HTML would end before its end");
    }
    open(tag, attributes);
    text.append(source);
    return close();
  }

  private void begin(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      text.append('"');
    }
  }

  private void escape(String words) {
    words
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(isShown(point) ? point : 0xfffd);
              }
            });
  }

  /** Control characters and halves of characters are of no encoding of a page. */
  private static boolean isShown(int point) {
    return point == '\n'
        || point == '\t'
        || !(Character.isISOControl(point)
            || Character.getType(point) == Character.SURROGATE
            || (point & 0xfffe) == 0xfffe);
  }

  /** All of it; every element has to be closed. */
  String markup() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return text.toString();
  }
}
