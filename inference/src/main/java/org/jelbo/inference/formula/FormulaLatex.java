package org.jelbo.inference.formula;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;

/** A formula in LaTeX's mathematics. */
public final class FormulaLatex {
  private FormulaLatex() {}

  /** Without dollar signs. */
  public static String of(Formula formula) {
    if (formula instanceof Formula.Density density) {
      return density(density);
    }
    if (formula instanceof Formula.Negated negated) {
      return "-" + operand(negated.of());
    }
    if (formula instanceof Formula.Sum sum) {
      return sum(sum.parts());
    }
    if (formula instanceof Formula.Scaled scaled) {
      return symbol(scaled.symbol()) + "\\, " + operand(scaled.of());
    }
    if (formula instanceof Formula.AtLeast atLeast) {
      return "\\max\\left(" + atLeast.nats() + ",\\, " + of(atLeast.of()) + "\\right)";
    }
    if (formula instanceof Formula.OverPlate plate) {
      String name = name(plate.plate().name());
      return (plate.isMean() ? "\\frac{1}{B}" : "") + "\\sum_{" + name + "} " + operand(plate.of());
    }
    if (formula instanceof Formula.Expected expected) {
      return "\\sum_{"
          + names(expected.over())
          + "} "
          + expected.weights().stream()
              .map(weight -> density("q", weight.site(), weight.guideParents()))
              .collect(Collectors.joining(" "))
          + "\\, "
          + operand(expected.of());
    }
    if (formula instanceof Formula.LogSumExp sum) {
      return "\\log \\sum_{" + names(sum.over()) + "} \\exp\\left[" + sum(sum.parts()) + "\\right]";
    }
    return particles((Formula.OverParticles) formula);
  }

  private static String particles(Formula.OverParticles particles) {
    String over = "\\frac{1}{K} \\sum_{k=1}^{K} ";
    if (particles.power() == 0) {
      return over + operand(particles.of());
    }
    if (particles.power() == 1) {
      return "\\log " + over + "\\exp\\left[" + of(particles.of()) + "\\right]";
    }
    String power = String.valueOf(particles.power());
    return "\\frac{1}{"
        + power
        + "} \\log "
        + over
        + "\\exp\\left("
        + power
        + " \\left["
        + of(particles.of())
        + "\\right]\\right)";
  }

  private static String sum(List<Formula> parts) {
    return FormulaText.sum(parts, FormulaLatex::of, FormulaLatex::operand);
  }

  private static String operand(Formula formula) {
    return formula instanceof Formula.Sum || formula instanceof Formula.Negated
        ? "\\left[" + of(formula) + "\\right]"
        : of(formula);
  }

  private static String names(List<Axis.Enumeration> over) {
    return over.stream().map(axis -> name(axis.site())).collect(Collectors.joining(",\\, "));
  }

  private static String density(Formula.Density density) {
    String p = density("p", density.site(), density.modelParents());
    String q = density("q", density.site(), density.guideParents());
    String text =
        switch (density.kind()) {
          case MODEL -> "\\log " + p;
          case GUIDE -> "\\log " + q;
          case DIVERGENCE -> "\\mathrm{KL}\\left[" + q + " \\,\\middle\\|\\, " + p + "\\right]";
          case FACTOR ->
              "\\log "
                  + name(density.site())
                  + "("
                  + density.modelParents().stream()
                      .map(FormulaLatex::name)
                      .collect(Collectors.joining(", "))
                  + ")";
        };
    return density.isMasked() ? "m\\, " + text : text;
  }

  private static String density(String symbol, String site, List<String> parents) {
    String given =
        parents.isEmpty()
            ? ""
            : " \\mid "
                + parents.stream().map(FormulaLatex::name).collect(Collectors.joining(", "));
    return symbol + "(" + name(site) + given + ")";
  }

  private static String symbol(String symbol) {
    return symbol.equals("1/N") ? "\\frac{1}{N}" : symbol;
  }

  /** A name such as {@code -ELBO}, upright. */
  public static String upright(String name) {
    return name.startsWith("-") ? "-\\mathrm{" + name.substring(1) + "}" : "\\mathrm{" + name + "}";
  }

  /** A letter with its number as an index, such as {@code z_{1}}; a longer name upright. */
  static String name(String name) {
    if (name.matches("[A-Za-z]")) {
      return name;
    }
    if (name.matches("[A-Za-z][0-9]+")) {
      return name.charAt(0) + "_{" + name.substring(1) + "}";
    }
    return "\\mathrm{" + name.replaceAll("([_#$%&{}])", "\\\\$1") + "}";
  }
}
