package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.usage.FollowedRemedies.Followed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the refusal of a wrong program tells to try is enough: the changed program runs. */
class FollowedRemediesTest {
  private static final Path TESTS =
      Path.of(System.getProperty("jelbo.root", ".."))
          .resolve("inference/src/test/java/org/jelbo/usage");
  private static final Pattern TRY = Pattern.compile("^ *try: (.*)$", Pattern.MULTILINE);
  private static final Pattern BETWEEN = Pattern.compile("(, or |; or |, |; )*");

  @TestFactory
  Stream<DynamicTest> changedProgramGivesNumbers() throws Exception {
    ChangedPrograms programs = new ChangedPrograms(TESTS);
    Map<String, Followed> changed = new LinkedHashMap<>();
    for (Followed followed : FollowedRemedies.read()) {
      if (followed.reason().isEmpty()) {
        changed.put(programs.add(followed), followed);
      }
    }
    Map<String, Class<?>> classes = programs.compile();
    return changed.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getValue().title() + ": " + each.getValue().remedy(),
                    () ->
                        assertThat(
                                FirstNumbers.of(
                                    answer(Objects.requireNonNull(classes.get(each.getKey())))))
                            .isNotEmpty()
                            .allMatch(Double::isFinite)));
  }

  private static Object answer(Class<?> program) throws Throwable {
    Method answer = program.getDeclaredMethod("answer");
    try {
      return answer.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void everythingToTryIsFollowedOrSaysWhyNot() throws IOException {
    Map<String, List<Followed>> followed =
        FollowedRemedies.read().stream().collect(Collectors.groupingBy(Followed::title));
    List<String> left = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (String test : WrongProgramsPageTest.chapters()) {
      for (WrongProgram wrong : new ChangedPrograms(TESTS).cases(test).values()) {
        String title = test + "." + wrong.name();
        titles.add(title);
        TRY.matcher(wrong.text())
            .results()
            .map(found -> rest(found.group(1), followed.getOrDefault(title, List.of())))
            .filter(rest -> !BETWEEN.matcher(rest).matches())
            .forEach(rest -> left.add(title + ": " + rest));
      }
    }
    assertThat(left).as("remedies that followed-remedies.txt lacks").isEmpty();
    assertThat(titles).as("cases").containsAll(followed.keySet());
  }

  /** What of a remedy is not followed. */
  private static String rest(String remedy, List<Followed> followed) {
    return followed.stream()
        .map(Followed::remedy)
        .sorted(Comparator.comparing(String::length).reversed())
        .reduce(remedy, (rest, each) -> rest.replace(each, ""));
  }

  @Test
  void remediesAreFollowedOneByOne() throws IOException {
    assertThat(FollowedRemedies.read())
        .noneMatch(each -> each.remedy().matches(".*[,;] or .*"))
        .allMatch(each -> each.changes().isEmpty() != each.reason().isEmpty());
  }
}
