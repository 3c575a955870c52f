package org.jelbo.usage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Programs of the tests of wrong programs, changed and compiled together: a class for each. Its
 * method {@code answer()} makes the call that was refused; in the place of what only explains or
 * only trains it answers the objective or the trainer, so that its numbers are seen.
 */
final class ChangedPrograms {
  private static final List<String> PACKAGES =
      List.of(
          "java.util",
          "org.jelbo.dsl.axis",
          "org.jelbo.dsl.distribution",
          "org.jelbo.dsl.expr",
          "org.jelbo.dsl.nn",
          "org.jelbo.dsl.param",
          "org.jelbo.dsl.program",
          "org.jelbo.inference.data",
          "org.jelbo.inference.derivation",
          "org.jelbo.inference.objective",
          "org.jelbo.inference.training",
          "org.tensorflow.ndarray");

  private final Path tests;
  private final Map<String, String> sources = new LinkedHashMap<>();

  /**
   * Of the tests of wrong programs.
   *
   * @param tests the folder of their sources
   */
  ChangedPrograms(Path tests) {
    this.tests = tests;
  }

  /** The cases of a class, by name. */
  Map<String, WrongProgram> cases(String test) throws IOException {
    return WrongProgram.in(source(test)).stream()
        .collect(Collectors.toMap(WrongProgram::name, each -> each));
  }

  private String source(String test) throws IOException {
    return Files.readString(tests.resolve(test + ".java")).replace("\r\n", "\n");
  }

  /**
   * Adds a changed program.
   *
   * @return the name of its class
   */
  String add(FollowedRemedies.Followed followed) throws IOException {
    WrongProgram wrong = cases(followed.test()).get(followed.name());
    if (wrong == null) {
      throw new AssertionError("no case " + followed.title());
    }
    String program = (wrong.body() + "return " + wrong.call() + ";").replaceAll("\\s+", " ");
    for (FollowedRemedies.Change change : followed.changes()) {
      if (!program.contains(change.old())) {
        throw new AssertionError("no " + change.old() + " in " + program);
      }
      program = program.replace(change.old(), change.becomes());
    }
    String imports =
        source(followed.test())
                .lines()
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.joining("\n"))
            + PACKAGES.stream().map(of -> "\nimport " + of + ".*;").collect(Collectors.joining());
    String name = "Followed" + sources.size();
    sources.put(
        name,
        ("package org.jelbo.usage;\n%s\nfinal class %s {\n"
                + "/* %s */ static Object answer() throws Exception {\n%s\n}}")
            .formatted(
                imports,
                name,
                followed.title(),
                program.replaceFirst("\\.(explain|run)\\(\\);$", ";")));
    return name;
  }

  /** Compiles all of them, and defines the classes beside this one. */
  Map<String, Class<?>> compile() throws IOException, IllegalAccessException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Source> units =
        sources.entrySet().stream()
            .map(each -> new Source(each.getKey(), each.getValue()))
            .collect(Collectors.toList());
    List<String> options =
        List.of(
            "-proc:none", "-nowarn", "-Xlint:none", "-cp", System.getProperty("java.class.path"));
    StringWriter said = new StringWriter();
    Map<String, Class<?>> classes = new LinkedHashMap<>();
    try (Classes compiled = new Classes(compiler.getStandardFileManager(null, null, null))) {
      if (!compiler.getTask(said, compiled, null, options, null, units).call()) {
        throw new AssertionError(said.toString());
      }
      for (Map.Entry<String, ByteArrayOutputStream> each : compiled.bytes.entrySet()) {
        classes.put(
            each.getKey(), MethodHandles.lookup().defineClass(each.getValue().toByteArray()));
      }
    }
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Class files in memory. */
  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> bytes = new LinkedHashMap<>();

    Classes(JavaFileManager rest) {
      super(rest);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      bytes.put(name.substring(name.lastIndexOf('.') + 1), file);
      return new SimpleJavaFileObject(URI.create("bytes:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return file;
        }
      };
    }
  }
}
