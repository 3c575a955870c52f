package org.jelbo.inference.objective;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jelbo.dsl.param.Param;

/**
 * How the loss of one objective was derived: for each site its treatment and the rule that allowed
 * it, and the loss as a formula; of a sum, for each of its terms. {@link #toString} is text, {@link
 * #markdown} has the formulas in LaTeX.
 */
public final class Explanation {
  private final String heading;
  private final List<ExplainedLoss> terms;
  private final List<Param> parameters;

  /**
   * An explanation.
   *
   * @param heading what stands before the terms of a sum; blank for an objective by itself
   */
  Explanation(String heading, List<ExplainedLoss> terms, List<Param> parameters) {
    this.heading = heading;
    this.terms = List.copyOf(terms);
    this.parameters = List.copyOf(parameters);
  }

  /**
   * The terms of a sum, in order, each with its formula; an objective by itself is the only one.
   */
  public List<ExplainedLoss> terms() {
    return terms;
  }

  /** The sites of the only term, or of all, in program order. */
  public List<ExplainedSite> sites() {
    return terms.stream().flatMap(term -> term.sites().stream()).toList();
  }

  /** The parameters, each once, in the order they are first read. */
  public List<Param> parameters() {
    return parameters;
  }

  /** The same in Markdown, formulas in LaTeX between dollar signs. */
  public String markdown() {
    String body = terms.stream().map(ExplainedLoss::markdown).collect(Collectors.joining("\n"));
    return (heading.isEmpty() ? "" : "```\n" + heading + "```\n\n")
        + body
        + "\n```\n"
        + listed(parameters)
        + "```\n";
  }

  @Override
  public String toString() {
    return heading
        + terms.stream()
            .map(term -> (heading.isEmpty() ? "" : "\n") + term.text())
            .collect(Collectors.joining())
        + "\n"
        + listed(parameters);
  }

  /** How many parameters there are, and which. */
  private static String listed(List<Param> parameters) {
    long total = parameters.stream().mapToLong(param -> param.shape().size()).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d parameter%s, %,d number%s\n",
            parameters.size(),
            parameters.size() == 1 ? "" : "s",
            total,
            total == 1 ? "" : "s"));
    for (Param param : parameters) {
      text.append("  ").append(param.name()).append(' ').append(param.shape());
      text.append(param.isTrained() ? "\n" : ", untrained\n");
    }
    return text.toString();
  }
}
