package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.loss.Reading;
import org.jelbo.inference.validation.Preflight;

/** Several objectives added, as written or pooled. */
final class Sum implements Objective {
  private static final String TERM = "Elbo.of(model, guide).given(\"x\")";

  private final List<SumTerm> written;
  private final boolean pooled;

  private Sum(List<SumTerm> written, boolean pooled) {
    this.written = List.copyOf(written);
    this.pooled = pooled;
  }

  static Sum of(Objective[] terms, boolean pooled) {
    if (Required.of(terms, "sum", "terms", TERM).length == 0) {
      throw SumMessages.nothingToSum();
    }
    List<SumTerm> all = new ArrayList<>();
    Map<String, Integer> ofFeed = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (Objective given : terms) {
      SumTerm term = term(given);
      int before = ofFeed.merge(term.feed(), 1, Integer::sum);
      if (term.name().isEmpty()) {
        term = term.named(term.feed() + (before == 1 ? "" : "-" + before));
      }
      if (!names.add(term.name())) {
        throw SumMessages.termTwice(term.name());
      }
      if (pooled) {
        requirePoolable(term, before);
      }
      all.add(term);
    }
    if (all.stream().allMatch(term -> term.weight() == 0)) {
      throw SumMessages.everyTermDropped(names);
    }
    return new Sum(all, pooled);
  }

  private static SumTerm term(Objective given) {
    Required.of(given, "sum", "a term", TERM);
    if (given instanceof Sum) {
      throw SumMessages.sumInSum();
    }
    return given instanceof SumTerm term ? term : SumTerm.of((SingleObjective) given);
  }

  private static void requirePoolable(SumTerm term, int ofFeed) {
    if (term.weight() != 1) {
      throw SumMessages.weightInPooled(term);
    }
    if (ofFeed > 1) {
      throw SumMessages.feedTwiceInPooled(term);
    }
  }

  @Override
  public Programs programs() {
    List<SumTerm> terms = withModel();
    Programs first = terms.get(0).programs();
    for (SumTerm term : terms) {
      Programs other = term.programs();
      if (other.model() != first.model() || other.guide() != first.guide()) {
        throw SumMessages.severalPrograms(names(terms));
      }
    }
    return first;
  }

  @Override
  public Description describe() {
    programs();
    return withModel().get(0).describe();
  }

  /** The kept terms that have a model of their own; all where none has. */
  private List<SumTerm> withModel() {
    List<SumTerm> terms = kept().stream().filter(SumTerm::hasModel).collect(Collectors.toList());
    return terms.isEmpty() ? kept() : terms;
  }

  private static List<String> names(List<SumTerm> terms) {
    return terms.stream().map(SumTerm::name).collect(Collectors.toList());
  }

  @Override
  public Declared declared() {
    Map<SumTerm, Outline> outlines = outlines();
    List<Reading> readings = new ArrayList<>();
    Set<String> noise = new LinkedHashSet<>();
    outlines.forEach(
        (term, outline) -> {
          readings.addAll(outline.readings());
          noise.addAll(outline.noiseNames(term));
        });
    return new Declared(withElsewhere(outlines), parameters(outlines), readings, noise);
  }

  /** The terms of positive weight, outlined; what is refused in any of them is refused at once. */
  private Map<SumTerm, Outline> outlines() {
    Map<SumTerm, Outline> outlines = new LinkedHashMap<>();
    Preflight preflight = Preflight.start();
    for (SumTerm term : kept()) {
      preflight.hear(() -> Outline.of(term)).ifPresent(outline -> outlines.put(term, outline));
    }
    preflight.require();
    return outlines;
  }

  /** The terms of positive weight; in a pooled sum each knows what others count. */
  private List<SumTerm> withElsewhere(Map<SumTerm, Outline> outlines) {
    Map<String, SumTerm> holders = new LinkedHashMap<>();
    Map<String, String> held = new LinkedHashMap<>();
    List<SumTerm> terms = new ArrayList<>();
    outlines.forEach(
        (term, outline) -> {
          Set<String> shared = new LinkedHashSet<>(outline.globals().keySet());
          shared.retainAll(held.keySet());
          for (String site : shared) {
            SumTerm holder = holders.getOrDefault(site, term);
            requireCountedOnce(site, holder, term, outline, held.getOrDefault(site, ""));
          }
          outline
              .globals()
              .forEach(
                  (site, described) -> {
                    holders.putIfAbsent(site, term);
                    held.putIfAbsent(site, described);
                  });
          terms.add(term.without(shared));
        });
    return terms;
  }

  private void requireCountedOnce(
      String site, SumTerm holder, SumTerm term, Outline outline, String held) {
    if (!pooled) {
      throw SumMessages.sharedSite(site, holder, term);
    }
    if (outline.withinLog().contains(site)) {
      throw SumMessages.sharedWithinLog(site, term);
    }
    String described = outline.globals().getOrDefault(site, "");
    if (!described.equals(held)) {
      throw SumMessages.sharedSiteDiffers(site, List.of(holder, term), held, described);
    }
    if (!holder.countsAs(term)) {
      throw SumMessages.sharedSiteOfOtherPrograms(site, holder, term);
    }
  }

  private List<SumTerm> kept() {
    return written.stream().filter(term -> term.weight() > 0).collect(Collectors.toList());
  }

  @Override
  public Set<String> feeds() {
    return written.stream().map(SumTerm::feed).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public List<Double> weights(List<Integer> rows) {
    double all = rows.stream().mapToDouble(Integer::doubleValue).sum();
    List<SumTerm> terms = kept();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      weights.add(pooled ? rows.get(i) / all : terms.get(i).weight());
    }
    return weights;
  }

  private static List<Param> parameters(Map<SumTerm, Outline> outlines) {
    Map<String, Param> parameters = new LinkedHashMap<>();
    outlines.forEach(
        (term, outline) -> {
          for (Param param : outline.parameters()) {
            Param before = parameters.putIfAbsent(param.name(), param);
            if (before != null && !before.equals(param)) {
              throw SumMessages.parameterTwice(before, param, term);
            }
          }
        });
    return new ArrayList<>(parameters.values());
  }

  @Override
  public boolean hasModel() {
    return kept().stream().anyMatch(SumTerm::hasModel);
  }

  @Override
  public Explanation explain() {
    Preflight preflight = Preflight.start();
    Map<SumTerm, Outline> outlines = new LinkedHashMap<>();
    List<ExplainedLoss> alone = new ArrayList<>();
    for (SumTerm term : kept()) {
      preflight.hear(
          () -> {
            try (DryRun run = DryRun.of(term)) {
              outlines.put(term, Outline.of(run));
              alone.add(Explaining.of(run));
            }
            return term;
          });
    }
    preflight.require();
    List<SumTerm> terms = withElsewhere(outlines);
    List<ExplainedLoss> explained = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      explained.add(explained(terms.get(i), alone.get(i)));
    }
    List<Param> parameters = parameters(outlines);
    return new SumExplanation(terms, pooled).explained(explained, lost(parameters), parameters);
  }

  /** A term of a pooled sum that counts less than it does alone is explained anew. */
  private static ExplainedLoss explained(SumTerm term, ExplainedLoss alone) {
    if (term.countedElsewhere().isEmpty()) {
      return alone.titled("Term " + term.name() + ": " + alone.title());
    }
    try (DryRun run = DryRun.of(term)) {
      return Explaining.of(run).titled("Term " + term.name() + ": " + alone.title());
    }
  }

  /** The terms of weight 0, with the parameters that no other term reads. */
  private Map<String, Set<String>> lost(List<Param> parameters) {
    Map<String, Set<String>> dropped = new LinkedHashMap<>();
    for (SumTerm term : written) {
      if (term.weight() == 0) {
        Set<String> lost = new LinkedHashSet<>();
        Outline.of(term).parameters().forEach(param -> lost.add(param.name()));
        parameters.forEach(param -> lost.remove(param.name()));
        dropped.put(term.name(), lost);
      }
    }
    return dropped;
  }

  @Override
  public SumTerm from(String feed) {
    throw SumMessages.sumInSum();
  }

  @Override
  public SumTerm weight(double weight) {
    throw SumMessages.sumInSum();
  }

  @Override
  public SumTerm named(String name) {
    throw SumMessages.sumInSum();
  }
}
