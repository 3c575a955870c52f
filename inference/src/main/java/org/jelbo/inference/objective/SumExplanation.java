package org.jelbo.inference.objective;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.param.Param;

/** A sum of terms in words. */
final class SumExplanation {
  private final StringBuilder text = new StringBuilder();
  private final List<SumTerm> terms;
  private final boolean pooled;

  /** Of the terms that are not dropped. */
  SumExplanation(List<SumTerm> terms, boolean pooled) {
    this.terms = terms;
    this.pooled = pooled;
  }

  /**
   * The whole explanation.
   *
   * @param losses of the terms
   * @param dropped the terms of weight 0, with the parameters that no other term reads
   */
  Explanation explained(
      List<ExplainedLoss> losses, Map<String, Set<String>> dropped, List<Param> parameters) {
    int count = terms.size();
    line((pooled ? "Pooled sum" : "Sum") + " of " + count + (count == 1 ? " term" : " terms"));
    line("");
    line("loss = " + formula() + ", in nats per datum; in a term, N is the rows of its feed");
    for (SumTerm term : terms) {
      line("  " + described(term));
    }
    dropped.forEach(
        (name, lost) ->
            line("  " + name + ": weight 0, dropped" + (lost.isEmpty() ? "" : " with " + lost)));
    return new Explanation(text.toString(), losses, parameters);
  }

  private String formula() {
    String sum =
        terms.stream().map(term -> factor(term) + term.name()).collect(Collectors.joining(" + "));
    String all = terms.stream().map(SumExplanation::rows).collect(Collectors.joining(" + "));
    return pooled ? "(" + sum + ") / (" + all + ")" : sum;
  }

  private String factor(SumTerm term) {
    return pooled ? rows(term) + " " : term.weight() == 1 ? "" : term.weight() + " ";
  }

  private static String rows(SumTerm term) {
    return "N(" + term.feed() + ")";
  }

  private String described(SumTerm term) {
    String weight = pooled ? "" : ", weight " + term.weight();
    String elsewhere = term.countedElsewhere().stream().sorted().collect(Collectors.joining(", "));
    return term.name()
        + ": feed "
        + term.feed()
        + weight
        + (elsewhere.isEmpty() ? "" : ", without " + elsewhere + ", which an earlier term counts");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
