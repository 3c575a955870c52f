package org.jelbo.inference.formula;

import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;

/** A formula as one line of text. */
public final class FormulaText {
  private FormulaText() {}

  /** Such as {@code mean over images sum over y q(y | x) KL[q(z | x, y) || p(z)]}. */
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
      return scaled.symbol() + " " + operand(scaled.of());
    }
    if (formula instanceof Formula.AtLeast atLeast) {
      return "max[" + atLeast.nats() + ", " + of(atLeast.of()) + "]";
    }
    if (formula instanceof Formula.OverPlate plate) {
      return (plate.isMean() ? "mean over " : "sum over ")
          + plate.plate().name()
          + " "
          + operand(plate.of());
    }
    if (formula instanceof Formula.Expected expected) {
      return "sum over "
          + names(expected.over())
          + " "
          + expected.weights().stream()
              .map(weight -> density("q", weight.site(), weight.guideParents()))
              .collect(Collectors.joining(" "))
          + " "
          + operand(expected.of());
    }
    if (formula instanceof Formula.LogSumExp sum) {
      return "log sum over " + names(sum.over()) + " exp[" + sum(sum.parts()) + "]";
    }
    return particles((Formula.OverParticles) formula);
  }

  private static String particles(Formula.OverParticles particles) {
    String over = "1/K sum over " + particles.axis().label() + " ";
    if (particles.power() == 0) {
      return over + operand(particles.of());
    }
    if (particles.power() == 1) {
      return "log " + over + "exp[" + of(particles.of()) + "]";
    }
    String power = String.valueOf(particles.power());
    return "1/" + power + " log " + over + "exp(" + power + " [" + of(particles.of()) + "])";
  }

  private static String sum(List<Formula> parts) {
    return sum(parts, FormulaText::of, FormulaText::operand);
  }

  /**
   * A sum, parts in the order of {@link Formula#asPrinted}.
   *
   * @param term a part as it stands in a sum
   * @param operand a part after a minus
   */
  static String sum(List<Formula> parts, Notation term, Notation operand) {
    StringBuilder text = new StringBuilder();
    for (Formula part : Formula.asPrinted(parts)) {
      if (part instanceof Formula.Negated negated) {
        text.append(text.isEmpty() ? "-" : " - ").append(operand.of(negated.of()));
      } else {
        text.append(text.isEmpty() ? "" : " + ").append(term.of(part));
      }
    }
    return parts.isEmpty() ? "0" : text.toString();
  }

  /** How a formula is written. */
  interface Notation {
    String of(Formula formula);
  }

  /** In brackets where an operator before it would take a part of it only. */
  private static String operand(Formula formula) {
    boolean isWhole =
        formula instanceof Formula.Density
            || formula instanceof Formula.OverPlate
            || formula instanceof Formula.Expected
            || formula instanceof Formula.AtLeast
            || formula instanceof Formula.LogSumExp
            || formula instanceof Formula.Scaled
            || formula instanceof Formula.OverParticles;
    return isWhole ? of(formula) : "[" + of(formula) + "]";
  }

  private static String names(List<Axis.Enumeration> over) {
    return over.stream().map(Axis.Enumeration::site).collect(Collectors.joining(", "));
  }

  private static String density(Formula.Density density) {
    String p = density("p", density.site(), density.modelParents());
    String q = density("q", density.site(), density.guideParents());
    String text =
        switch (density.kind()) {
          case MODEL -> "log " + p;
          case GUIDE -> "log " + q;
          case DIVERGENCE -> "KL[" + q + " || " + p + "]";
          case FACTOR ->
              "log factor "
                  + density.site()
                  + "("
                  + String.join(", ", density.modelParents())
                  + ")";
        };
    return density.isMasked() ? text + " times its mask" : text;
  }

  /** Such as {@code q(z | x, y)}. */
  public static String density(String symbol, String site, List<String> parents) {
    String given = parents.isEmpty() ? "" : " | " + String.join(", ", parents);
    return symbol + "(" + site + given + ")";
  }
}
