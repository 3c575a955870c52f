package org.jelbo.inference.formula;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;

/** A formula in LaTeX's mathematics. */
public final class FormulaLatex {
  private static final Mathematics MATHEMATICS = new Mathematics();

  private FormulaLatex() {}

  /** Without dollar signs. */
  public static String of(Formula formula) {
    return formula.accept(MATHEMATICS);
  }

  /** Of each kind. */
  private static final class Mathematics implements FormulaVisitor<String> {
    @Override
    public String density(Formula.Density density) {
      String p = FormulaLatex.density("p", density.site(), density.modelParents());
      String q = FormulaLatex.density("q", density.site(), density.guideParents());
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

    @Override
    public String negated(Formula.Negated negated) {
      return "-" + operand(negated.of());
    }

    @Override
    public String sum(Formula.Sum sum) {
      return added(sum.parts());
    }

    @Override
    public String scaled(Formula.Scaled scaled) {
      return symbol(scaled.symbol()) + "\\, " + operand(scaled.of());
    }

    @Override
    public String atLeast(Formula.AtLeast atLeast) {
      return "\\max\\left(" + atLeast.nats() + ",\\, " + of(atLeast.of()) + "\\right)";
    }

    @Override
    public String overPlate(Formula.OverPlate plate) {
      String name = name(plate.plate().name());
      return (plate.isMean() ? "\\frac{1}{B}" : "") + "\\sum_{" + name + "} " + operand(plate.of());
    }

    @Override
    public String expected(Formula.Expected expected) {
      return "\\sum_{"
          + names(expected.over())
          + "} "
          + expected.weights().stream()
              .map(weight -> FormulaLatex.density("q", weight.site(), weight.guideParents()))
              .collect(Collectors.joining(" "))
          + "\\, "
          + operand(expected.of());
    }

    @Override
    public String logSumExp(Formula.LogSumExp sum) {
      String parts = added(sum.parts());
      return "\\log \\sum_{" + names(sum.over()) + "} \\exp\\left[" + parts + "\\right]";
    }

    @Override
    public String overParticles(Formula.OverParticles particles) {
      String over = "\\frac{1}{K} \\sum_{k=1}^{K} ";
      if (particles.power() == 0) {
        return over + operand(particles.of());
      }
      String inner = "\\left[" + of(particles.of()) + "\\right]";
      if (particles.power() == 1) {
        return "\\log " + over + "\\exp" + inner;
      }
      String power = String.valueOf(particles.power());
      return "\\frac{1}{"
          + power
          + "} \\log "
          + over
          + "\\exp\\left("
          + power
          + " "
          + inner
          + "\\right)";
    }
  }

  private static String added(List<Formula> parts) {
    return FormulaText.added(parts, FormulaLatex::of, FormulaLatex::operand);
  }

  private static String operand(Formula formula) {
    return formula.isWhole() ? of(formula) : "\\left[" + of(formula) + "\\right]";
  }

  private static String names(List<Axis.Enumeration> over) {
    return over.stream().map(axis -> name(axis.site())).collect(Collectors.joining(",\\, "));
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
