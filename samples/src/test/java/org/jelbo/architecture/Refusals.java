package org.jelbo.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The public methods and constructors of sources that refuse something by themselves, and whose
 * Javadoc does not say what. What overrides another is documented there.
 */
final class Refusals extends TreePathScanner<@Nullable Void, CompilationUnitTree> {
  private static final Pattern REFUSAL = Pattern.compile("\\b\\w*Messages\\.|\\bJelboException\\.");
  private final DocTrees comments;
  private final List<String> untold = new ArrayList<>();

  private Refusals(DocTrees comments) {
    this.comments = comments;
  }

  /** Where a refusal is not told, such as {@code Data.split}. */
  static List<String> untold(Collection<Path> sources) throws IOException {
    JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Refusals refusals = new Refusals(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        refusals.scan(unit, unit);
      }
      return refusals.untold;
    }
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
    if (isPublic(getCurrentPath()) && !overrides(method) && refuses(method)) {
      String comment = comments.getDocComment(getCurrentPath());
      if (comment == null || !comment.contains("@throws JelboException")) {
        ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        boolean isConstructor = method.getName().contentEquals("<init>");
        untold.add(type.getSimpleName() + (isConstructor ? "" : "." + method.getName()));
      }
    }
    return null;
  }

  /** With all types around it. */
  private static boolean isPublic(TreePath member) {
    Tree leaf = member.getLeaf();
    if (leaf instanceof CompilationUnitTree) {
      return true;
    }
    Tree outer = member.getParentPath().getLeaf();
    boolean isOfInterface = outer.getKind() == Tree.Kind.INTERFACE;
    var modifiers =
        leaf instanceof MethodTree method
            ? method.getModifiers().getFlags()
            : leaf instanceof ClassTree type ? type.getModifiers().getFlags() : null;
    return modifiers != null
        && (modifiers.contains(Modifier.PUBLIC)
            || (isOfInterface && !modifiers.contains(Modifier.PRIVATE)))
        && isPublic(member.getParentPath());
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private static boolean refuses(MethodTree method) {
    AtomicBoolean found = new AtomicBoolean();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitThrow(ThrowTree thrown, @Nullable Void none) {
        if (REFUSAL.matcher(thrown.getExpression().toString()).find()) {
          found.set(true);
        }
        return null;
      }
    }.scan(method.getBody(), null);
    return found.get();
  }
}
