package org.jelbo.dsl.error;

import org.jspecify.annotations.Nullable;

/**
 * A refusal: bad input, an unsound request or a program that does not fit its data.
 *
 * <p>The message has three lines: <i>where</i> (subject, program and plates, Java line), what was
 * required and what was found, and what to try.
 */
public final class JelboException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Subject subject;
  private final @Nullable String context;
  private final @Nullable String line;
  private final String problem;
  private final String remedy;

  private JelboException(
      Subject subject,
      @Nullable String context,
      @Nullable String line,
      String problem,
      String remedy,
      @Nullable Throwable cause) {
    super(text(subject, context, line, problem, remedy), cause);
    this.subject = subject;
    this.context = context;
    this.line = line;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * A refusal that names no Java line, for input that is not code: files, options, columns.
   *
   * @param subject what is refused, such as {@code column 'x'}
   * @param problem what was required and what was found, without a full stop
   * @param remedy what to try
   */
  public static JelboException of(String subject, String problem, String remedy) {
    return of(Subject.of(subject), problem, remedy);
  }

  /**
   * A refusal of a subject that is asked for; it names no Java line yet.
   *
   * @param subject what is refused
   * @param problem what was required and what was found, without a full stop
   * @param remedy what to try
   */
  public static JelboException of(Subject subject, String problem, String remedy) {
    return new JelboException(subject, null, null, problem, remedy, null);
  }

  /**
   * A refusal at the Java line of the user's code that is running now.
   *
   * @param subject what is refused, such as {@code site 'x'}
   * @param problem what was required and what was found, without a full stop
   * @param remedy what to try
   */
  public static JelboException here(String subject, String problem, String remedy) {
    return at(subject, SourceLine.ofCaller(), problem, remedy);
  }

  /**
   * A refusal of a subject that is asked for, at the Java line of the user's code that is running
   * now.
   *
   * @param subject what is refused
   * @param problem what was required and what was found, without a full stop
   * @param remedy what to try
   */
  public static JelboException here(Subject subject, String problem, String remedy) {
    return of(subject, problem, remedy).onLine(SourceLine.ofCaller());
  }

  /**
   * A refusal at a Java line noted earlier.
   *
   * @param subject what is refused, such as {@code site 'x'}
   * @param line file and line, such as {@code VaeModel.java:31}
   * @param problem what was required and what was found, without a full stop
   * @param remedy what to try
   */
  public static JelboException at(String subject, String line, String problem, String remedy) {
    return new JelboException(Subject.of(subject), null, line, problem, remedy, null);
  }

  /**
   * This refusal with the program it happened in; one that has a context already keeps it.
   *
   * @param where such as {@code the model, plate 'images'}
   */
  public JelboException within(String where) {
    if (context != null) {
      return this;
    }
    JelboException located = new JelboException(subject, where, line, problem, remedy, getCause());
    located.setStackTrace(getStackTrace());
    return located;
  }

  /** What is refused. */
  public Subject subject() {
    return subject;
  }

  /** What was required and what was found, without a full stop. */
  public String problem() {
    return problem;
  }

  /** What to try. */
  public String remedy() {
    return remedy;
  }

  /**
   * This refusal with the Java line it is about; one that has a line already keeps it.
   *
   * @param where such as {@code VaeModel.java:31}
   */
  public JelboException onLine(String where) {
    if (line != null) {
      return this;
    }
    JelboException located =
        new JelboException(subject, context, where, problem, remedy, getCause());
    located.setStackTrace(getStackTrace());
    return located;
  }

  /**
   * This refusal, with more said of what was found.
   *
   * @param more without a full stop
   */
  public JelboException and(String more) {
    JelboException longer =
        new JelboException(subject, context, line, problem + "; " + more, remedy, getCause());
    longer.setStackTrace(getStackTrace());
    return longer;
  }

  /** This refusal with what caused it. */
  public JelboException causedBy(Throwable cause) {
    return new JelboException(subject, context, line, problem, remedy, cause);
  }

  private static String text(
      Subject subject,
      @Nullable String context,
      @Nullable String line,
      String problem,
      String remedy) {
    StringBuilder text = new StringBuilder("at ").append(subject);
    if (context != null) {
      text.append(" in ").append(context);
    }
    if (line != null) {
      text.append(" (").append(line).append(')');
    }
    return text.append(":\n  ").append(problem).append("\n  try: ").append(remedy).toString();
  }
}
