package org.jelbo.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tensorflow.Graph;

/** What of TensorFlow, of the JDK and of AssertJ no class, or only some packages, may use. */
final class UseRules {

  private static final String[] PACKAGES_OF_OPS = {
    "org.jelbo.dsl.expr",
    "org.jelbo.dsl.noise",
    "org.jelbo.dsl.special",
    "org.jelbo.dsl.param",
    "org.jelbo.dsl.nn",
    "org.jelbo.inference.runtime",
    "org.jelbo.inference.gradient",
    "org.jelbo.inference.diagnosis",
    "org.jelbo.inference.optimizer",
    "org.jelbo.inference.compilation",
    "org.jelbo.samples.timing",
    "org.jelbo.inference.export"
  };
  private static final String COMMAND = "org.jelbo.samples.command";
  private static final Set<String> OF_COMMANDS = Set.of("out", "err", "exit", "lineSeparator");

  private static final Set<String> TOLERANCES =
      Set.of("within", "withinPercentage", "withPrecision", "offset", "byLessThan");

  private static final Set<String> PLACES =
      Set.of("java.util.Locale", "java.nio.charset.Charset", "java.text.DecimalFormatSymbols");
  private static final Set<String> FORMATS =
      Set.of("format", "formatted", "printf", "toUpperCase", "toLowerCase", "getBytes");
  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          "java.text.DecimalFormat.<init>",
          "java.text.NumberFormat.getInstance",
          "java.text.NumberFormat.getIntegerInstance",
          "java.text.NumberFormat.getNumberInstance",
          "java.text.NumberFormat.getPercentInstance",
          "java.time.format.DateTimeFormatter.ofPattern",
          "java.io.FileReader.<init>",
          "java.io.FileWriter.<init>",
          "java.io.InputStreamReader.<init>",
          "java.io.OutputStreamWriter.<init>",
          "java.io.PrintWriter.<init>",
          "java.util.Formatter.<init>",
          "java.util.Scanner.<init>");

  static final ArchRule OPS_STAY_IN_THEIR_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages(PACKAGES_OF_OPS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow.op..")
          .allowEmptyShould(true);

  static final ArchRule NO_EAGER_SESSION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.tensorflow.EagerSession")
          .orShould()
          .accessTargetWhere(access("use Ops.create() of the default session", UseRules::isEager))
          .allowEmptyShould(true);

  static final ArchRule ONLY_COMMANDS_PRINT_AND_EXIT =
      noClasses()
          .that()
          .resideOutsideOfPackage(COMMAND)
          .should()
          .accessTargetWhere(
              access("print, exit or ask how a console writes", UseRules::printsOrExits))
          .allowEmptyShould(true);

  static final ArchRule NO_JAVA_UTIL_LOGGING =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.jelbo.samples..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .allowEmptyShould(true);

  static final ArchRule NO_THREAD_LOCALS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .allowEmptyShould(true);

  /** Of tests: what is compared goes through {@code Margin}, or is noise. */
  static final ArchRule TOLERANCES_HAVE_A_MARGIN =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.jelbo.dsl.contract.Margin")
          .and()
          .doNotHaveFullyQualifiedName("org.jelbo.dsl.contract.MonteCarlo")
          .should()
          .accessTargetWhere(access("make a tolerance of their own", UseRules::isTolerance))
          .allowEmptyShould(true);

  /** What is written and read is the same for everyone. */
  static final ArchRule NO_LOCALE_OR_CHARSET_OF_THE_MACHINE =
      noClasses()
          .should()
          .accessTargetWhere(
              access("take the machine's locale or charset", UseRules::isOfTheMachine))
          .allowEmptyShould(true);

  static final ArchRule GRAPHS_ARE_MADE_WHERE_THE_LIBRARY_IS_LOADED =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.jelbo.inference.runtime")
          .should()
          .callConstructor(Graph.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.tensorflow.TensorFlow")
          .allowEmptyShould(true);

  static final List<ArchRule> ALL =
      List.of(
          OPS_STAY_IN_THEIR_PACKAGES,
          NO_EAGER_SESSION,
          ONLY_COMMANDS_PRINT_AND_EXIT,
          NO_JAVA_UTIL_LOGGING,
          NO_THREAD_LOCALS,
          NO_LOCALE_OR_CHARSET_OF_THE_MACHINE,
          GRAPHS_ARE_MADE_WHERE_THE_LIBRARY_IS_LOADED);

  private static boolean isEager(AccessTarget target) {
    return target.getOwner().getName().equals("org.tensorflow.op.Ops")
        && target.getName().equals("create")
        && target instanceof CodeUnitAccessTarget method
        && method.getRawParameterTypes().isEmpty();
  }

  private static boolean isTolerance(AccessTarget target) {
    String owner = target.getOwner().getName();
    return target instanceof CodeUnitAccessTarget
        && (owner.startsWith("org.assertj.core.api.Assertions")
            ? TOLERANCES.contains(target.getName())
            : owner.matches("org[.]assertj[.]core[.]data[.](Offset|Percentage)"));
  }

  /** Of methods with one form that names a locale or charset, the other. */
  private static boolean isOfTheMachine(AccessTarget target) {
    if (!(target instanceof CodeUnitAccessTarget method)) {
      return false;
    }
    JavaClass owner = target.getOwner();
    boolean isOfText =
        owner.isAssignableTo(PrintStream.class) || owner.isEquivalentTo(String.class);
    boolean isNamed =
        method.getRawParameterTypes().stream().anyMatch(type -> PLACES.contains(type.getName()));
    return !isNamed
        && ((isOfText && FORMATS.contains(target.getName()))
            || (owner.isEquivalentTo(String.class) && isDecoded(method))
            || OF_THE_MACHINE.contains(owner.getName() + "." + target.getName()));
  }

  /** {@code new String(byte[])}. */
  private static boolean isDecoded(CodeUnitAccessTarget method) {
    return method.getName().equals("<init>")
        && method.getRawParameterTypes().stream().anyMatch(type -> type.getName().equals("[B"));
  }

  private static boolean printsOrExits(AccessTarget target) {
    JavaClass owner = target.getOwner();
    String name = target.getName();
    return owner.isEquivalentTo(System.class)
        ? OF_COMMANDS.contains(name)
        : (owner.isEquivalentTo(Charset.class) && name.equals("defaultCharset"))
            || (owner.isAssignableTo(Throwable.class) && name.equals("printStackTrace"));
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String description, Predicate<AccessTarget> target) {
    return describe(description, access -> target.test(access.getTarget()));
  }

  private UseRules() {}
}
