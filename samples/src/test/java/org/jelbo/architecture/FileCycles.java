package org.jelbo.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a package use each other. What a file of messages uses does not count: it speaks
 * of those who ask it.
 *
 * @param uses the files that each file uses, by simple names
 */
record FileCycles(Map<String, Set<String>> uses) {
  /**
   * One file that may use another which uses it.
   *
   * @param reason why neither can do without the other
   */
  record Allowed(String from, String to, String reason) {}

  private static final String MESSAGES = "Messages";

  /** The files of a package. */
  static FileCycles of(JavaClasses all, String name) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type : all) {
      if (type.getPackageName().equals(name) && !file(type).endsWith(MESSAGES)) {
        Set<String> found = uses.computeIfAbsent(file(type), key -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(used -> used.getPackageName().equals(name))
            .map(FileCycles::file)
            .forEach(found::add);
        found.remove(file(type));
      }
    }
    return new FileCycles(uses);
  }

  private static String file(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }

  /** These files without some uses. */
  FileCycles without(Collection<Allowed> allowed) {
    Map<String, Set<String>> rest = new TreeMap<>();
    uses.forEach((file, used) -> rest.put(file, new TreeSet<>(used)));
    for (Allowed use : allowed) {
      rest.getOrDefault(use.from(), Set.of()).remove(use.to());
    }
    return new FileCycles(rest);
  }

  /** Every use that leads back to the file it is of, such as {@code Sum -> SumTerm}. */
  List<String> inCycles() {
    List<String> found = new ArrayList<>();
    uses.forEach(
        (file, used) ->
            used.stream()
                .filter(next -> reached(next).contains(file))
                .forEach(next -> found.add(file + " -> " + next)));
    return found;
  }

  private Set<String> reached(String from) {
    Set<String> reached = new TreeSet<>();
    List<String> waiting = new ArrayList<>(List.of(from));
    while (!waiting.isEmpty()) {
      String file = waiting.remove(waiting.size() - 1);
      if (reached.add(file)) {
        waiting.addAll(uses.getOrDefault(file, Set.of()));
      }
    }
    return reached;
  }
}
