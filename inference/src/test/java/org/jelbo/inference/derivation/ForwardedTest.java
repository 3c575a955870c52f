package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.inference.loss.Setting;
import org.junit.jupiter.api.Test;

/** A setting in the place of another answers as it does. */
class ForwardedTest {
  /** What is derived from others, by which it comes to the other setting. */
  private static final List<String> DERIVED = List.of("given", "under");

  @Test
  void everyQuestionIsHandedOn() {
    List<String> own = signatures(Arrays.stream(Forwarded.class.getDeclaredMethods()));
    List<String> asked =
        signatures(
            Arrays.stream(Setting.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !DERIVED.contains(method.getName())));
    assertThat(own).containsAll(asked);
  }

  private static List<String> signatures(Stream<Method> methods) {
    return methods
        .filter(method -> !method.isSynthetic())
        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
        .distinct()
        .toList();
  }
}
