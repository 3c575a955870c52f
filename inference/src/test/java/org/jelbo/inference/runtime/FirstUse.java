package org.jelbo.inference.runtime;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;

/** Explains a program twice, in a process of its own: the library's first use, and one after it. */
final class FirstUse {
  private FirstUse() {}

  /** Prints what is said each time. */
  public static void main(String[] args) {
    Program program = p -> p.plate("rows", () -> p.sample("x", Normal.standard(1)));
    for (int i = 0; i < 2; i++) {
      System.out.println(explained(program));
    }
  }

  private static String explained(Program program) {
    try {
      return Elbo.of(program, p -> {})
          .given("x")
          .explain()
          .toString()
          .lines()
          .findFirst()
          .orElse("");
    } catch (JelboException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
