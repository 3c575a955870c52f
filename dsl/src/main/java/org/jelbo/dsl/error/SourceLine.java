package org.jelbo.dsl.error;

import java.util.List;

/** The line of the user's code that is running now. */
public final class SourceLine {
  private static final List<String> OURS =
      List.of("org.jelbo.dsl.", "org.jelbo.inference.", "java.", "jdk.", "sun.");

  private SourceLine() {}

  /**
   * File and line of the innermost frame outside {@code org.jelbo.dsl}, {@code org.jelbo.inference}
   * and the JDK, such as {@code VaeModel.java:31}; {@code unknown line} when there is none.
   */
  public static String ofCaller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> OURS.stream().noneMatch(frame.getClassName()::startsWith))
                    .findFirst()
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse("unknown line"));
  }
}
