package org.jelbo.dsl.param;

import java.util.Locale;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException nameTooLong(String name) {
    return JelboException.here(
        parameter(name.substring(0, 20) + "..."),
        String.format(
            Locale.ROOT,
            "expected a name of at most %,d characters, but got %,d",
            Param.LONGEST_NAME,
            name.length()),
        "a path such as decoder/0/kernel");
  }

  static JelboException nameNotText(String name, int at, boolean isHalf) {
    String escaped = String.format(Locale.ROOT, "\\u%04x", (int) name.charAt(at));
    String shown = name.substring(0, at) + escaped;
    return JelboException.here(
        parameter(at + 1 == name.length() ? shown : shown + "..."),
        "expected a name of whole characters that can be printed, but character "
            + (at + 1)
            + " is "
            + (isHalf ? "half of a surrogate pair" : "a control character"),
        "a path such as decoder/0/kernel");
  }

  static JelboException nameReserved(String name, boolean isOwn) {
    return JelboException.here(
        parameter(name),
        "expected a name that files of parameters do not use themselves, but "
            + (isOwn
                ? "those that begin with '" + Param.RESERVED + "' are the checkpoint's own"
                : "'" + Param.FREE.trim() + "' comes before the support of a parameter"),
        "another name, such as decoder/0/kernel");
  }

  static JelboException sizesNotPositive(String name, Shape found) {
    return JelboException.here(
        parameter(name), "expected positive sizes, but got shape " + found, "sizes of 1 or more");
  }

  static JelboException tooManyNumbers(String name, Shape found) {
    return JelboException.here(
        parameter(name),
        "expected at most 2,147,483,647 numbers, but shape " + found + " has more",
        "several parameters");
  }

  static JelboException endsNotFinite(String name, double low, double high) {
    return JelboException.here(
        parameter(name),
        "expected finite ends, the lower one first, but got " + low + " and " + high,
        "between(-1, 1), or positive() for numbers without an upper end");
  }

  static JelboException noSimplex(String name, Shape found) {
    return JelboException.here(
        parameter(name),
        "expected a last dim of size 2 or more for a simplex, but got shape " + found,
        "Param.of(\"" + name + "\", 3).simplex()");
  }

  static JelboException noMatrix(String name, Shape found) {
    return JelboException.here(
        parameter(name),
        "expected a square matrix along the last two dims, but got shape " + found,
        "Param.of(\"" + name + "\", 3, 3).lowerTriangular()");
  }

  static JelboException noDiagonal(String name, Shape found) {
    return JelboException.here(
        parameter(name),
        "expected a square matrix to start at a diagonal, but got shape " + found,
        "Param.of(\"" + name + "\", 3, 3).diagonal(1)");
  }

  static JelboException notMatrix(String name, Shape found) {
    return JelboException.here(
        parameter(name),
        "expected a matrix to start orthogonal, but got shape " + found,
        "another start: normal(0.1)");
  }

  static JelboException noGain(String initializer, double found) {
    return JelboException.here(
        initializer,
        "expected a finite gain above 0, but got " + found,
        "new Initializer.Orthogonal(1)");
  }

  static JelboException notFinite(String initializer, double found, int example) {
    return JelboException.here(
        initializer,
        "expected a finite number, but got " + found,
        initializer + "(" + example + ")");
  }

  static JelboException noSpread(String initializer, String what, double found) {
    return JelboException.here(
        initializer,
        "expected a finite " + what + " of 0 or more, but got " + found,
        initializer + "(0.1)");
  }

  static JelboException notTrainable(String name, Support found) {
    return JelboException.here(
        parameter(name),
        "expected a support of real numbers, which can be trained, but got " + found,
        "probabilities or logits of the whole numbers");
  }

  static JelboException emptyInterval(String name, double low, double high) {
    return JelboException.here(
        parameter(name),
        "expected an interval with numbers between its ends, but got " + low + " and " + high,
        "new Support.Interval(-1, 1)");
  }

  static JelboException outsideOfTraining(Subject subject, String what) {
    return JelboException.here(
        subject,
        "expected a step of training " + what + " in, but the run is none",
        "if (build.isTraining()) { ... } around it");
  }

  static JelboException otherSize(Param param, Support support, Shape end) {
    return JelboException.here(
        parameter(param.name()),
        "expected a shape that ends in " + end + " for " + support + ", but got " + param.shape(),
        "another shape, or a support of its size");
  }

  private static Subject parameter(String name) {
    return Subject.parameter(name);
  }
}
