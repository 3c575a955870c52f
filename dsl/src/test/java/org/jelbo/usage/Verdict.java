package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * What a contract says of an extension.
 *
 * @param failures the message of each test that failed, by method
 */
record Verdict(Map<String, String> failures) {
  /** Runs the tests that a class inherits. */
  static Verdict on(Class<?> extension) {
    return of(selectClass(extension));
  }

  /** Runs some of the tests that a class inherits. */
  static Verdict on(Class<?> extension, Class<?> cases, String... tests) {
    return of(
        Stream.of(tests)
            .map(test -> selectMethod(extension, test, cases))
            .toArray(DiscoverySelector[]::new));
  }

  private static Verdict of(DiscoverySelector... selectors) {
    Map<String, String> failures = new LinkedHashMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectors)
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(event -> failures.put(method(event), message(event)));
    return new Verdict(failures);
  }

  private static String method(Event event) {
    String source = event.getTestDescriptor().getSource().orElseThrow().toString();
    return source.replaceAll("(?s).*methodName = '(\\w+)'.*", "$1");
  }

  private static String message(Event event) {
    Throwable thrown =
        event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    return String.valueOf(thrown.getMessage());
  }

  /** Fails unless a test failed and its message has a text. */
  Verdict says(String test, String text) {
    assertThat(failures).as("tests that failed").containsKey(test);
    assertThat(failures.get(test)).contains(text);
    return this;
  }

  /** Fails unless only the tests that are named failed. */
  void nothingElseThan(String... named) {
    assertThat(failures.keySet()).containsOnly(named);
  }
}
