package org.jelbo.inference.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaLatex;
import org.jelbo.inference.formula.FormulaText;

/**
 * How one loss was derived.
 *
 * @param title such as {@code Evidence lower bound, given x}
 * @param sites in the order of the model
 * @param name what the loss is called, such as {@code -ELBO}
 * @param equation what it is made of, such as {@code rec + kl}; blank for the formula itself
 * @param parts the summands of each part
 * @param formula the whole loss; empty where it was not derived
 * @param notes what is not a bound, biased, or not trained
 * @param work the multiply-adds of its products, forward
 */
public record ExplainedLoss(
    String title,
    List<ExplainedSite> sites,
    String name,
    String equation,
    Map<String, List<Formula>> parts,
    Optional<Formula> formula,
    List<String> notes,
    Work.Counted work) {
  /** Copies lists and parts. */
  public ExplainedLoss {
    sites = List.copyOf(sites);
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    notes = List.copyOf(notes);
  }

  /** For a terminal. */
  String text() {
    StringBuilder text = new StringBuilder(title).append("\n\n");
    for (ExplainedSite site : sites) {
      text.append(row("%-6s %s, %s", site.role(), site.name(), site.place()));
      site.lines().forEach((subject, line) -> text.append(row("  %-7s %s", subject, line)));
    }
    text.append('\n').append(name).append(" = ");
    text.append(equation.isEmpty() ? whole() : equation).append(", in nats per datum\n");
    parts.forEach((part, summands) -> text.append(row("  %-3s = %s", part, sum(summands, false))));
    notes.forEach(note -> text.append("  ").append(note).append('\n'));
    products().ifPresent(count -> text.append(words(count)).append('\n'));
    return text.toString();
  }

  private String whole() {
    return formula.map(FormulaText::of).orElse("as it is built: no programs are derived into it");
  }

  private static String row(String form, Object... words) {
    return String.format(Locale.ROOT, form, words) + "\n";
  }

  private static String sum(List<Formula> summands, boolean isLatex) {
    return summands.isEmpty()
        ? "0"
        : summands.stream()
            .map(isLatex ? FormulaLatex::of : FormulaText::of)
            .collect(Collectors.joining(" + "));
  }

  /** With the formula in LaTeX. */
  String markdown() {
    StringBuilder text = new StringBuilder("### ").append(title).append("\n\n");
    text.append("| site | plates | how |\n| --- | --- | --- |\n");
    for (ExplainedSite site : sites) {
      String lines =
          site.lines().entrySet().stream()
              .map(line -> line.getKey() + ": " + line.getValue().replace("|", "\\|"))
              .collect(Collectors.joining("<br>"));
      text.append("| ")
          .append(site.role())
          .append(" `")
          .append(site.name())
          .append("` | ")
          .append(String.join(", ", site.plates()))
          .append(" | ")
          .append(lines)
          .append(" |\n");
    }
    String left = FormulaLatex.upright(name) + " = ";
    formula.ifPresentOrElse(
        whole -> text.append("\n$$\n" + left + FormulaLatex.of(whole) + "\n$$\n"),
        () -> text.append("\n" + name + " = " + whole() + "\n"));
    notes.forEach(note -> text.append("\n- ").append(note).append('\n'));
    products().ifPresent(count -> text.append('\n').append(words(count)).append('\n'));
    return text.toString();
  }

  /** The work, where there is any. */
  private Optional<Work> products() {
    return work.get().filter(count -> count.perRow() + count.perStep() > 0);
  }

  private static String words(Work work) {
    String perStep =
        work.perStep() == 0 ? "" : String.format(Locale.ROOT, ", %,d per step", work.perStep());
    return String.format(Locale.ROOT, "%,d multiply-adds per datum%s", work.perRow(), perStep);
  }

  /** The same loss as a term of a sum. */
  ExplainedLoss titled(String other) {
    return new ExplainedLoss(other, sites, name, equation, parts, formula, notes, work);
  }
}
