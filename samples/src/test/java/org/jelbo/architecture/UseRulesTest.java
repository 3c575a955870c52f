package org.jelbo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UseRulesTest {

  @TempDir Path folder;

  @Test
  void opsAreFoundOutsideOfTheirPackages() throws IOException {
    String body =
        "final class Adder { Object of(org.tensorflow.op.Ops tf) { return tf.scope(); } }";
    assertThat(
            Planted.violations(
                folder,
                UseRules.OPS_STAY_IN_THEIR_PACKAGES,
                "package org.jelbo.dsl.expr; " + body,
                "package org.jelbo.inference.training; " + body))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).contains("org.jelbo.inference.training.Adder.of"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object session() { return org.tensorflow.EagerSession.create(); }",
        "Object ops() { return org.tensorflow.op.Ops.create(); }",
        "java.util.function.Supplier<org.tensorflow.op.Ops> ops() {"
            + " return org.tensorflow.op.Ops::create; }"
      })
  void theEagerSessionIsFound(String method) throws IOException {
    assertThat(
            Planted.violations(
                folder,
                UseRules.NO_EAGER_SESSION,
                "package org.jelbo.dsl.expr; final class Eager { " + method + " }"))
        .isNotEmpty();
  }

  @Test
  void graphOpsAreNotEager() throws IOException {
    assertThat(
            Planted.violations(
                folder,
                UseRules.NO_EAGER_SESSION,
                """
                package org.jelbo.dsl.expr;
                final class Lazy {
                  Object ops(org.tensorflow.Graph g) { return org.tensorflow.op.Ops.create(g); }
                }
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.out.println(1);",
        "java.util.stream.Stream.of(1).forEach(System.err::println);",
        "System.exit(1);",
        "new IllegalStateException().printStackTrace();",
        "System.lineSeparator();",
        "java.nio.charset.Charset.defaultCharset();"
      })
  void printingAndExitingAreFoundOutsideOfCommands(String statement) throws IOException {
    String body = "final class Loud { void speak() { " + statement + " } }";
    assertThat(
            Planted.violations(
                folder,
                UseRules.ONLY_COMMANDS_PRINT_AND_EXIT,
                "package org.jelbo.samples.command; " + body,
                "package org.jelbo.samples.report; " + body))
        .singleElement()
        .asString()
        .contains("org.jelbo.samples.report.Loud.speak");
  }

  @Test
  void javaUtilLoggingIsFoundInLibraries() throws IOException {
    String body = "final class Talking { java.util.logging.Logger logger; }";
    assertThat(
            Planted.violations(
                folder,
                UseRules.NO_JAVA_UTIL_LOGGING,
                "package org.jelbo.samples.page; " + body,
                "package org.jelbo.models.vae; " + body))
        .singleElement()
        .asString()
        .contains("org.jelbo.models.vae.Talking.logger");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.assertj.core.api.Assertions.within(1e-9)",
        "org.assertj.core.api.Assertions.withinPercentage(1e-9)",
        "org.assertj.core.api.Assertions.offset(1e-9)",
        "org.assertj.core.api.Assertions.byLessThan(1e-9)",
        "org.assertj.core.api.Assertions.withPrecision(1e-9)",
        "org.assertj.core.data.Offset.strictOffset(1e-9)",
        "org.assertj.core.data.Percentage.withPercentage(1e-9)"
      })
  void tolerancesWithoutMarginAreFound(String tolerance) throws IOException {
    assertThat(
            Planted.violations(
                folder,
                UseRules.TOLERANCES_HAVE_A_MARGIN,
                "package org.jelbo.usage; final class Near { Object of() { return "
                    + tolerance
                    + "; } }",
                "package org.jelbo.usage; final class Far { Object of() { return"
                    + " org.jelbo.dsl.contract.Margin.within(1e-9); } }"))
        .singleElement()
        .asString()
        .contains("org.jelbo.usage.Near.of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String.format(\"%,d\", 1)",
        "\"%d\".formatted(1)",
        "\"TITLE\".toLowerCase()",
        "\"text\".getBytes()",
        "new String(new byte[1])",
        "new java.text.DecimalFormat(\"0\")",
        "java.time.format.DateTimeFormatter.ofPattern(\"yyyy\")",
        "new java.util.Scanner(System.in)"
      })
  void whatTheMachineWouldDecideIsFound(String text) throws IOException {
    String named =
        "new Object[] {String.format(java.util.Locale.ROOT, \"%d\", 1),"
            + " \"a\".toUpperCase(java.util.Locale.ROOT),"
            + " new String(new byte[1], java.nio.charset.StandardCharsets.UTF_8)}";
    assertThat(
            Planted.violations(
                folder,
                UseRules.NO_LOCALE_OR_CHARSET_OF_THE_MACHINE,
                "package org.jelbo.models.vae; final class Here { Object of() { return "
                    + text
                    + "; } }",
                "package org.jelbo.models.vae; final class Anywhere { Object of() { return "
                    + named
                    + "; } }"))
        .singleElement()
        .asString()
        .contains("org.jelbo.models.vae.Here.of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThreadLocal<Object>", "InheritableThreadLocal<Object>"})
  void threadLocalsAreFound(String type) throws IOException {
    assertThat(
            Planted.violations(
                folder,
                UseRules.NO_THREAD_LOCALS,
                "package org.jelbo.dsl.param; final class Hiding { " + type + " hidden; }"))
        .singleElement()
        .asString()
        .contains("org.jelbo.dsl.param.Hiding.hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object graph() { return new org.tensorflow.Graph(); }",
        "String version() { return org.tensorflow.TensorFlow.version(); }"
      })
  void usesThatWouldLoadTheLibraryUnaskedAreFound(String method) throws IOException {
    String body = "final class Unasked { " + method + " }";
    assertThat(
            Planted.violations(
                folder,
                UseRules.GRAPHS_ARE_MADE_WHERE_THE_LIBRARY_IS_LOADED,
                "package org.jelbo.inference.runtime; " + body,
                "package org.jelbo.inference.training; " + body))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).contains("org.jelbo.inference.training.Unasked"));
  }
}
