package org.jelbo.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Sources that break a rule on purpose. They are compiled for one test, because in the source tree
 * they would break the build.
 */
final class Planted {

  private static final Pattern NAME =
      Pattern.compile(
          "package (\\S+);.*?\\b(?:class|interface|record|enum) (\\w+)", Pattern.DOTALL);

  /** Compiles the sources into the folder and returns what the rule finds in them. */
  static List<String> violations(Path folder, ArchRule rule, String... sources) throws IOException {
    compile(folder, sources);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Planted.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      JavaClasses classes = new ClassFileImporter().importPath(folder);
      return rule.evaluate(classes).getFailureReport().getDetails();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void compile(Path folder, String... sources) throws IOException {
    JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              folder.toString(),
              "-cp",
              requireNonNull(System.getProperty("java.class.path")));
      List<Source> units = Stream.of(sources).map(Source::of).toList();
      if (!compiler.getTask(null, files, null, options, null, units).call()) {
        throw new IllegalArgumentException("the planted sources do not compile");
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(URI name, String text) {
      super(name, JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    static Source of(String text) {
      Matcher name = NAME.matcher(text);
      if (!name.find()) {
        throw new IllegalArgumentException("no package and type name in: " + text);
      }
      String path = name.group(1).replace('.', '/') + "/" + name.group(2) + ".java";
      return new Source(URI.create("string:///" + path), text);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private Planted() {}
}
