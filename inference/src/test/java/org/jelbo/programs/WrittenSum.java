package org.jelbo.programs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SingleObjective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.optimizer.Sgd;

/** A sum written with Jelbo, and one step of its training. */
final class WrittenSum {
  /**
   * What a step of training did.
   *
   * @param loss before it
   * @param gradients by parameter
   */
  record Step(double loss, Map<String, Double> gradients) {}

  private final SumSpec sum;
  private final Program model;
  private final Program guide;

  WrittenSum(SumSpec sum) {
    this.sum = sum;
    Written written = new Written(sum.parts().get(0).spec());
    model = written.program(false);
    guide = written.program(true);
  }

  private Objective objective() {
    Objective[] terms = sum.parts().stream().map(this::term).toArray(Objective[]::new);
    return sum.isPooled() ? Objective.pooled(terms) : Objective.sum(terms);
  }

  private SumTerm term(SumSpec.Part part) {
    SingleObjective objective =
        part.isOfGuide() ? ofGuide(part) : new Written(part.spec()).objective(model, guide);
    SumTerm term = objective.from(part.spec().place().feed()).named(part.name());
    return sum.isPooled() ? term : term.weight(part.weight());
  }

  private SingleObjective ofGuide(SumSpec.Part part) {
    GuideLikelihood likelihood = GuideLikelihood.of(guide, part.label());
    for (Spec.Node node : part.spec().guide()) {
      if (node.name().equals(part.label())) {
        break;
      }
      likelihood = node.isGiven() ? likelihood.given(node.name()) : likelihood;
    }
    return likelihood;
  }

  /** By gradient descent at a rate of 1. */
  Step step() {
    Compilation compilation =
        Compilation.of(objective()).precision(Precision.FLOAT64).optimizer(Sgd.of(1));
    Set<String> fed = new HashSet<>();
    for (SumSpec.Part part : sum.parts()) {
      Written written = new Written(part.spec());
      if (part.weight() > 0 && !part.isOfGuide()) {
        compilation = written.noise(part.name() + "/", compilation);
      }
      String feed = part.spec().place().feed();
      if (fed.add(feed)) {
        int batch = part.spec().batch();
        int[] places = Feed.of(written.data(), batch).order(0, feed).rows(0);
        compilation = compilation.feed(feed, Feed.of(written.data(places), batch));
      }
    }
    try (Compiled compiled = compilation.compile()) {
      Map<String, Double> gradients = new HashMap<>();
      compiled
          .parameters()
          .forEach(
              parameter -> gradients.put(parameter.name(), compiled.values(parameter.name())[0]));
      StepReport report = compiled.step();
      gradients.replaceAll((name, before) -> before - compiled.values(name)[0]);
      return new Step(report.value(), gradients);
    }
  }
}
