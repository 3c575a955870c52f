package org.jelbo.inference.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axis;

/** A formula as one line of text. */
public final class FormulaText {
  private static final Line LINE = new Line();

  private FormulaText() {}

  /** Such as {@code mean over images sum over y q(y | x) KL[q(z | x, y) || p(z)]}. */
  public static String of(Formula formula) {
    return formula.accept(LINE);
  }

  /** Of each kind. */
  private static final class Line implements FormulaVisitor<String> {
    @Override
    public String density(Formula.Density density) {
      String p = FormulaText.density("p", density.site(), density.modelParents());
      String q = FormulaText.density("q", density.site(), density.guideParents());
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

    @Override
    public String negated(Formula.Negated negated) {
      return "-" + operand(negated.of());
    }

    @Override
    public String sum(Formula.Sum sum) {
      return added(sum.parts(), FormulaText::of, FormulaText::operand);
    }

    @Override
    public String scaled(Formula.Scaled scaled) {
      return scaled.symbol() + " " + operand(scaled.of());
    }

    @Override
    public String atLeast(Formula.AtLeast atLeast) {
      return "max[" + atLeast.nats() + ", " + of(atLeast.of()) + "]";
    }

    @Override
    public String overPlate(Formula.OverPlate plate) {
      String over = plate.isMean() ? "mean over " : "sum over ";
      return over + plate.plate().name() + " " + operand(plate.of());
    }

    @Override
    public String expected(Formula.Expected expected) {
      return "sum over "
          + names(expected.over())
          + " "
          + expected.weights().stream()
              .map(weight -> FormulaText.density("q", weight.site(), weight.guideParents()))
              .collect(Collectors.joining(" "))
          + " "
          + operand(expected.of());
    }

    @Override
    public String logSumExp(Formula.LogSumExp sum) {
      String parts = added(sum.parts(), FormulaText::of, FormulaText::operand);
      return "log sum over " + names(sum.over()) + " exp[" + parts + "]";
    }

    @Override
    public String overParticles(Formula.OverParticles particles) {
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
  }

  /**
   * The parts of a sum, in the order of {@link #inOrder}.
   *
   * @param term a part as it stands in a sum
   * @param operand a part after a minus
   */
  static String added(List<Formula> parts, Notation term, Notation operand) {
    StringBuilder text = new StringBuilder();
    for (Formula part : inOrder(parts)) {
      boolean isFirst = text.isEmpty();
      text.append(
          part.takenAway()
              .map(of -> (isFirst ? "-" : " - ") + operand.of(of))
              .orElseGet(() -> (isFirst ? "" : " + ") + term.of(part)));
    }
    return parts.isEmpty() ? "0" : text.toString();
  }

  /** The parts of a sum as they are printed: what is added first, then what is taken away. */
  public static List<Formula> inOrder(List<Formula> parts) {
    List<Formula> ordered = new ArrayList<>(parts);
    ordered.sort(Comparator.comparing(part -> part.takenAway().isPresent()));
    return ordered;
  }

  /** How a formula is written. */
  interface Notation {
    String of(Formula formula);
  }

  /** In brackets where an operator before it would take a part of it only. */
  private static String operand(Formula formula) {
    return formula.isWhole() ? of(formula) : "[" + of(formula) + "]";
  }

  private static String names(List<Axis.Enumeration> over) {
    return over.stream().map(Axis.Enumeration::site).collect(Collectors.joining(", "));
  }

  /** Such as {@code q(z | x, y)}. */
  public static String density(String symbol, String site, List<String> parents) {
    String given = parents.isEmpty() ? "" : " | " + String.join(", ", parents);
    return symbol + "(" + site + given + ")";
  }
}
