package org.jelbo.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Predicate;

/**
 * The named packages right below one package, from low to high: each may use itself and those
 * before it.
 */
record Floors(String house, List<String> names) {

  static final Floors MODULES = of("org.jelbo", "dsl", "inference", "models", "samples");

  static final Floors DSL =
      of(
          "org.jelbo.dsl",
          "error",
          "axis",
          "support",
          "expr",
          "noise",
          "special",
          "param",
          "bijector",
          "distribution",
          "divergence",
          "nn",
          "program",
          "diagram");

  static final Floors INFERENCE =
      of(
          "org.jelbo.inference",
          "file",
          "runtime",
          "data",
          "gradient",
          "schedule",
          "optimizer",
          "formula",
          "loss",
          "derivation",
          "diagnosis",
          "validation",
          "objective",
          "compilation",
          "evaluation",
          "training");

  static final Floors SAMPLES =
      of(
          "org.jelbo.samples",
          "data",
          "drawing",
          "report",
          "page",
          "timing",
          "experiment",
          "protocol",
          "command");

  /** Those whose packages are all listed; in models each model has a package of its own. */
  static final List<Floors> LISTED = List.of(DSL, INFERENCE, SAMPLES);

  private static final int UNKNOWN = -1;

  private static Floors of(String house, String... names) {
    return new Floors(house, List.of(names));
  }

  /** Whether the class stands anywhere in this house, on a listed floor or not. */
  boolean contain(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(house + ".");
  }

  /** Classes of the package of a name, or of one below it. */
  Predicate<JavaClass> on(String name) {
    return type -> (type.getPackageName() + ".").startsWith(house + "." + name + ".");
  }

  /** Whether the package of the class is itself in the list. */
  boolean list(JavaClass type) {
    return names.stream().anyMatch(name -> type.getPackageName().equals(house + "." + name));
  }

  /** Whether the user's floor is known to be below that of the class it uses. */
  boolean reachUp(JavaClass user, JavaClass used) {
    int from = floor(user);
    int to = floor(used);
    return from != UNKNOWN && to != UNKNOWN && from < to;
  }

  private int floor(JavaClass type) {
    for (int i = 0; i < names.size(); i++) {
      if (on(names.get(i)).test(type)) {
        return i;
      }
    }
    return UNKNOWN;
  }
}
