package org.jelbo.samples.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.formula.FormulaVisitor;
import org.jelbo.inference.objective.ExplainedLoss;

/** Formulas in MathML, which browsers typeset by themselves. */
final class FormulaMath {
  private static final String THIN = "0.17em";

  private static final Pattern INDEXED = Pattern.compile("([A-Za-z])([0-9]+)");

  private final Markup page;

  FormulaMath(Markup page) {
    this.page = page;
  }

  /**
   * A loss: a line of what it is made of and a line for each part, or the whole in one; nothing for
   * one that was not derived.
   */
  void write(ExplainedLoss loss) {
    loss.formula().ifPresent(formula -> write(loss, formula));
  }

  private void write(ExplainedLoss loss, Formula formula) {
    String text = loss.name() + " = " + FormulaText.of(formula);
    page.open("math", "displaystyle", "true", "alttext", text);
    page.open("mtable", "class", "lines", "displaystyle", "true");
    line(loss.name(), () -> whole(loss, formula));
    if (!loss.equation().isEmpty()) {
      loss.parts().forEach((part, summands) -> line(part, () -> added(summands)));
    }
    page.close().close();
  }

  private void whole(ExplainedLoss loss, Formula formula) {
    if (loss.equation().isEmpty()) {
      write(formula);
    } else {
      symbols(loss.equation());
    }
  }

  /** Left and right of a sign of equality that stands below that of the line before. */
  private void line(String left, Runnable right) {
    page.open("mtr").open("mtd");
    symbols(left);
    page.close().open("mtd");
    page.element("mo", "=");
    right.run();
    page.close().close();
  }

  private void added(List<Formula> summands) {
    if (summands.isEmpty()) {
      page.element("mn", "0");
    }
    for (int i = 0; i < summands.size(); i++) {
      if (i > 0) {
        page.element("mo", "+");
      }
      write(summands.get(i));
    }
  }

  /** Such as {@code -ELBO} or {@code rec + b kl}. */
  private void symbols(String words) {
    for (String word : words.split(" ", -1)) {
      if (word.matches("[-+]")) {
        page.element("mo", sign(word));
      } else if (word.startsWith("-")) {
        page.element("mo", sign("-"), "form", "prefix");
        name(word.substring(1));
      } else {
        name(word);
      }
    }
  }

  private static String sign(String sign) {
    return sign.replace('-', '\u2212');
  }

  void write(Formula formula) {
    formula.accept(new Elements());
  }

  /** Of each kind; nothing comes of it but what is written. */
  private final class Elements implements FormulaVisitor<Markup> {
    @Override
    public Markup density(Formula.Density density) {
      if (density.isMasked()) {
        page.element("mi", "m");
        space();
      }
      switch (density.kind()) {
        case MODEL -> {
          word("log");
          FormulaMath.this.density("p", density.site(), density.modelParents());
        }
        case GUIDE -> {
          word("log");
          FormulaMath.this.density("q", density.site(), density.guideParents());
        }
        case DIVERGENCE -> {
          page.element("mi", "KL");
          fenced("[", "]", () -> divergence(density));
        }
        case FACTOR -> {
          word("log");
          name(density.site());
          fenced("(", ")", () -> listed(density.modelParents()));
        }
      }
      return page;
    }

    @Override
    public Markup negated(Formula.Negated negated) {
      page.element("mo", sign("-"), "form", "prefix");
      operand(negated.of());
      return page;
    }

    @Override
    public Markup sum(Formula.Sum sum) {
      inSum(sum.parts());
      return page;
    }

    @Override
    public Markup scaled(Formula.Scaled scaled) {
      factor(scaled.symbol());
      space();
      operand(scaled.of());
      return page;
    }

    @Override
    public Markup atLeast(Formula.AtLeast atLeast) {
      word("max");
      fenced("(", ")", () -> inMaximum(atLeast));
      return page;
    }

    @Override
    public Markup overPlate(Formula.OverPlate plate) {
      if (plate.isMean()) {
        fraction("1", "B");
      }
      sumOver(() -> name(plate.plate().name()));
      operand(plate.of());
      return page;
    }

    @Override
    public Markup expected(Formula.Expected expected) {
      sumOver(() -> names(expected.over()));
      for (Formula.Density weight : expected.weights()) {
        FormulaMath.this.density("q", weight.site(), weight.guideParents());
        space();
      }
      operand(expected.of());
      return page;
    }

    @Override
    public Markup logSumExp(Formula.LogSumExp sum) {
      word("log");
      sumOver(() -> names(sum.over()));
      word("exp");
      fenced("[", "]", () -> inSum(sum.parts()));
      return page;
    }

    @Override
    public Markup overParticles(Formula.OverParticles particles) {
      String power = String.valueOf(particles.power());
      boolean isMean = particles.power() == 0;
      boolean isPlain = isMean || particles.power() == 1;
      if (!isPlain) {
        fraction("1", power);
      }
      if (!isMean) {
        word("log");
      }
      fraction("1", "K");
      page.open("munderover").element("mo", "\u2211").open("mrow");
      page.element("mi", "k").element("mo", "=").element("mn", "1").close();
      page.element("mi", "K").close();
      if (isMean) {
        operand(particles.of());
        return page;
      }
      word("exp");
      if (isPlain) {
        fenced("[", "]", () -> write(particles.of()));
      } else {
        fenced("(", ")", () -> powered(power, particles.of()));
      }
      return page;
    }
  }

  private void inMaximum(Formula.AtLeast atLeast) {
    name(String.valueOf(atLeast.nats()));
    page.element("mo", ",");
    write(atLeast.of());
  }

  private void powered(String power, Formula of) {
    name(power);
    space();
    fenced("[", "]", () -> write(of));
  }

  private void inSum(List<Formula> parts) {
    List<Formula> ordered = FormulaText.inOrder(parts);
    if (ordered.isEmpty()) {
      page.element("mn", "0");
    }
    for (int i = 0; i < ordered.size(); i++) {
      Formula part = ordered.get(i);
      Optional<Formula> takenAway = i > 0 ? part.takenAway() : Optional.empty();
      if (i > 0) {
        page.element("mo", takenAway.isPresent() ? sign("-") : "+");
      }
      takenAway.ifPresentOrElse(this::operand, () -> write(part));
    }
  }

  /** In brackets where an operator before it would take a part of it only. */
  private void operand(Formula formula) {
    if (formula.isWhole()) {
      write(formula);
    } else {
      fenced("[", "]", () -> write(formula));
    }
  }

  private void divergence(Formula.Density density) {
    density("q", density.site(), density.guideParents());
    page.element("mo", "\u2225", "form", "infix", "lspace", "0.28em", "rspace", "0.28em");
    density("p", density.site(), density.modelParents());
  }

  private void density(String symbol, String site, List<String> parents) {
    page.element("mi", symbol);
    fenced(
        "(",
        ")",
        () -> {
          name(site);
          if (!parents.isEmpty()) {
            page.element("mo", "|", "form", "infix", "stretchy", "false");
            listed(parents);
          }
        });
  }

  private void listed(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        page.element("mo", ",", "separator", "true");
      }
      name(names.get(i));
    }
  }

  private void names(List<Axis.Enumeration> over) {
    listed(over.stream().map(Axis.Enumeration::site).toList());
  }

  private void sumOver(Runnable below) {
    page.open("munder").element("mo", "\u2211").open("mrow");
    below.run();
    page.close().close();
  }

  private void fenced(String left, String right, Runnable inside) {
    page.open("mrow").element("mo", left);
    inside.run();
    page.element("mo", right).close();
  }

  /** What a formula is scaled by, such as {@code 1/N}. */
  private void factor(String symbol) {
    if (symbol.startsWith("1/")) {
      fraction("1", symbol.substring(2));
    } else {
      name(symbol);
    }
  }

  private void fraction(String above, String below) {
    page.open("mfrac").element("mn", above);
    name(below);
    page.close();
  }

  private void word(String word) {
    page.element("mi", word);
    space();
  }

  private void space() {
    page.empty("mspace", "width", THIN);
  }

  /** A letter with its number as an index; longer names stand upright by themselves. */
  private void name(String name) {
    Matcher indexed = INDEXED.matcher(name);
    if (indexed.matches()) {
      page.open("msub").element("mi", indexed.group(1)).element("mn", indexed.group(2)).close();
    } else {
      boolean isNumber = name.matches("-?[0-9.]+(E-?[0-9]+)?");
      page.element(isNumber ? "mn" : "mi", isNumber ? sign(name) : name);
    }
  }
}
