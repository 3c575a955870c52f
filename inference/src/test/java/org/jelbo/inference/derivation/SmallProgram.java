package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;

/**
 * A model or a guide from a line such as {@code g^ y0|g y1*|y0 z|y0 x*!|y1,z}: sites in order, each
 * with its parents. Names that begin with z or x are normal, others have two or three values;
 * {@code ^} stands outside every plate, {@code *} in a plate of two inside that of the rows, {@code
 * !} is masked. Every dependence has a table of random numbers; those of a guide depend on the data
 * too.
 *
 * @param name of the program, part of its parameters' names
 * @param sites in order
 */
record SmallProgram(String name, List<Token> sites) {
  static final int INNER = 2;

  /** A site of the line. */
  record Token(
      String name, boolean isGlobal, boolean isInner, boolean isMasked, List<String> parents) {
    boolean isDiscrete() {
      return name.charAt(0) != 'z' && name.charAt(0) != 'x';
    }

    int values() {
      return values(name);
    }

    /** Three where the name's number is odd. */
    static int values(String name) {
      return name.endsWith("1") ? 3 : 2;
    }
  }

  static SmallProgram of(String name, String line) {
    List<Token> tokens = new ArrayList<>();
    for (String word : line.isBlank() ? new String[0] : line.strip().split("\\s+")) {
      String[] halves = word.split("\\|", 2);
      String site = halves[0].replaceAll("[^a-z0-9]", "");
      tokens.add(
          new Token(
              site,
              halves[0].contains("^"),
              halves[0].contains("*"),
              halves[0].contains("!"),
              halves.length == 1 ? List.of() : Arrays.asList(halves[1].split(","))));
    }
    return new SmallProgram(name, List.copyOf(tokens));
  }

  boolean has(String site) {
    return sites.stream().anyMatch(token -> token.name().equals(site));
  }

  Token token(String site) {
    return sites.stream().filter(token -> token.name().equals(site)).findFirst().orElseThrow();
  }

  private boolean isGuide() {
    return name.equals("guide");
  }

  Program program() {
    return p -> {
      Map<String, Expr> values = new LinkedHashMap<>();
      for (Token token : sites) {
        if (token.isGlobal()) {
          values.put(token.name(), p.sample(token.name(), distribution(p, token, values, null)));
        }
      }
      p.plate("rows", () -> inRows(p, values));
    };
  }

  private void inRows(Scope p, Map<String, Expr> values) {
    Expr c = isGuide() ? p.input("c") : null;
    for (Token token : sites) {
      if (!token.isGlobal()) {
        Runnable sample =
            () ->
                values.put(token.name(), p.sample(token.name(), distribution(p, token, values, c)));
        Runnable masked =
            () -> {
              if (token.isMasked()) {
                p.masked(p.input(token.isInner() ? "inner mask" : "mask"), sample);
              } else {
                sample.run();
              }
            };
        if (token.isInner()) {
          p.plate("inner", INNER, masked);
        } else {
          masked.run();
        }
      }
    }
  }

  private Distribution distribution(
      Scope p, Token token, Map<String, Expr> values, @org.jspecify.annotations.Nullable Expr c) {
    long width = token.values();
    boolean isDiscrete = token.isDiscrete();
    Expr sum = p.param(isDiscrete ? table(token, "", width) : table(token, ""));
    for (String parent : token.parents()) {
      Expr value = java.util.Objects.requireNonNull(values.get(parent));
      if (parent.charAt(0) == 'z') {
        Param by = isDiscrete ? table(token, parent, width) : table(token, parent);
        sum = sum.plus(p.param(by).times(value));
      } else {
        long rows = Token.values(parent);
        Param by = isDiscrete ? table(token, parent, rows, width) : table(token, parent, rows);
        sum = sum.plus(p.param(by).at(value));
      }
    }
    if (c != null) {
      Param by = isDiscrete ? table(token, "c", width) : table(token, "c");
      sum = sum.plus(p.param(by).times(c));
    }
    return isDiscrete ? Categorical.ofLogits(sum) : Normal.of(sum, Expr.of(isGuide() ? 1.2 : 1));
  }

  private Param table(Token token, String parent, long... shape) {
    return Param.of(name + "/" + token.name() + "|" + parent, shape).normal(1);
  }
}
