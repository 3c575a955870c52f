package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of all functions of expressions is the one that their Javadoc makes. With {@code
 * -Djelbo.write=true} it is written anew.
 */
class FunctionsPageTest {
  private static final Path MODULE = Path.of(System.getProperty("jelbo.root", "..")).resolve("dsl");
  private static final Path SOURCES = MODULE.resolve("src/main/java/org/jelbo/dsl/expr");
  private static final Path PAGE = MODULE.resolve("FUNCTIONS.md");

  private static final String HEAD =
      """
      # Functions of expressions, by what they do

      An `Expr` is `[axes..., event...]`; what stands here sees the event of one datum, unless it names an axis. `x` is the expression that a method is called on; functions
      with a class in front are static. All are in `org.jelbo.dsl.expr`; the Javadoc has formulas, shapes and refusals. Any other TensorFlow op: `Expr.of(operand, axes...)`
      and `x.operand()`.
      """;

  /** Functions of one subject: of a class all, or those that are named. */
  private record Subject(String title, List<String> functions) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          subject("Numbers", "Expr: of filled"),
          subject(
              "Arithmetic",
              "Expr: plus minus times dividedBy negate abs square sqrt maximum minimum"),
          subject("Exponentials and logarithms", "Expr: exp log log1p", "SpecialFunctions: expm1"),
          subject("", "SpecialFunctions: log1mexp"),
          subject("Activations", "Expr: sigmoid tanh softplus relu elu"),
          subject("Angles", "SpecialFunctions: sin cos tan atan", "Angles"),
          subject(
              "Special functions",
              "SpecialFunctions: logGamma digamma logBeta erf erfc inverseErf",
              "NormalFunctions",
              "Bregman"),
          subject("Sums", "Expr: sum logSumExp logSoftmax", "Reductions"),
          subject("", "LastDim: sumsBefore sumsAfter", "PowerMeans"),
          subject("Comparisons and masks", "Expr: lessThan keptWhere", "Masks"),
          subject("", "SpecialFunctions: floor", "Events: argMax", "Branches"),
          subject("Parts of events", "Expr: at split", "Events: entries firstFrom firstAlong"),
          subject("", "LastDim: chosen"),
          subject("Shapes of events", "Expr: reshape", "Events: oneHot withZero withZeros joined"),
          subject("", "LastDim: column columnOfEntries oneHot numbers"),
          subject("Vectors and matrices", "Expr: dot", "LinearAlgebra", "Matrices"),
          subject("Images", "Images"),
          subject("Gradients and precision", "Expr: stopGradient", "Float64"),
          subject("Functions of your own", "Functions"),
          subject("What an expression is", "Expr: axes eventShape isConstant constant operand"));

  private static Subject subject(String title, String... functions) {
    return new Subject(title, List.of(functions));
  }

  /** A function as its source has it. */
  private record Function(String owner, boolean isStatic, String name, String call, String says) {
    String row() {
      return "| `%s` | %s |\n".formatted((isStatic ? owner : "x") + "." + call, says);
    }
  }

  private static final Pattern DECLARED =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (static )?[\\w.<>]+\\[?\\]? (\\w+)\\(([^{;]*)\\)"
              + " \\{",
          Pattern.DOTALL);

  private static List<Function> functions(String owner) {
    try {
      Matcher found = DECLARED.matcher(Files.readString(SOURCES.resolve(owner + ".java")));
      return found
          .results()
          .map(
              match ->
                  new Function(
                      owner,
                      match.group(2) != null,
                      match.group(3),
                      match.group(3) + "(" + names(match.group(4)) + ")",
                      sentence(match.group(1))))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String names(String parameters) {
    return Arrays.stream(parameters.replaceAll("<[^>]*>|@\\w+ ", "").split(","))
        .map(parameter -> parameter.strip().replaceFirst("^\\S+\\.\\.\\. (.*)$", "$1..."))
        .map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1))
        .collect(Collectors.joining(", "));
  }

  private static String sentence(String javadoc) {
    String text = javadoc.replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
    String first = text.split("(?<=\\.)\\s|\\s@|<p>", 2)[0].strip();
    return first
        .replaceAll("\\{@link [^\\s}]+ ([^}]*)\\}", "$1")
        .replaceAll("\\{@link (\\w+)#(\\w+)\\}", "`$1.$2`")
        .replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "`$1`")
        .replace("|", "\\|")
        .replaceFirst("\\.$", "");
  }

  private static List<Function> of(String listed) {
    String[] halves = listed.split(": ", -1);
    List<Function> all = functions(halves[0]);
    if (halves.length == 1) {
      return all;
    }
    return Arrays.stream(halves[1].split(" "))
        .flatMap(name -> all.stream().filter(function -> function.name().equals(name)))
        .toList();
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Subject subject : SUBJECTS) {
      if (!subject.title().isEmpty()) {
        page.append("\n## ").append(subject.title()).append("\n\n| | |\n|---|---|\n");
      }
      subject.functions().stream()
          .flatMap(listed -> of(listed).stream().map(Function::row))
          .distinct()
          .forEach(page::append);
    }
    return page.toString();
  }

  @Test
  void pageIsWhatTheJavadocSays() throws IOException {
    if (Boolean.getBoolean("jelbo.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  @Test
  void everyPublicFunctionIsOnThePage() throws ReflectiveOperationException {
    Set<String> listed = new LinkedHashSet<>();
    Set<String> owners = new LinkedHashSet<>();
    for (Subject subject : SUBJECTS) {
      for (String functions : subject.functions()) {
        owners.add(functions.split(":", 2)[0]);
        of(functions).forEach(function -> listed.add(function.owner() + "." + function.name()));
      }
    }
    Set<String> missing = new TreeSet<>();
    for (String owner : owners) {
      Arrays.stream(Class.forName("org.jelbo.dsl.expr." + owner).getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
          .map(method -> owner + "." + method.getName())
          .filter(name -> !name.equals("Expr.toString") && !listed.contains(name))
          .forEach(missing::add);
    }
    assertThat(missing).isEmpty();
  }
}
