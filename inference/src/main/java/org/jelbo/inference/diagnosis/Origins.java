package org.jelbo.inference.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.tensorflow.GraphOperation;

/**
 * What each op of a graph was built for: {@code site 'x' in the model, plate 'images'
 * (VaeModel.java:31)}, {@code parameter 'scale'} or {@code column 'x'}.
 *
 * <p>An op belongs to the first site in program order, the guide's before the model's, whose
 * parameters, mask or value are computed with it; the values of other sites, of parameters and of
 * inputs end the walk. What no site is computed with belongs to the site whose term it is.
 */
public final class Origins {
  private final Map<GraphOperation, String> places = new HashMap<>();
  private final Map<GraphOperation, Site.Random> densities = new HashMap<>();
  private final List<Expr> drawn = new ArrayList<>();

  /** Nothing known yet. */
  public Origins() {}

  /**
   * Of the programs of one term.
   *
   * @param traces its guide's and its model's run
   * @param terms what each site adds to the loss, by where the site stands; may be empty
   */
  public static Origins of(List<Trace> traces, Map<String, Expr> terms) {
    Origins origins = new Origins();
    origins.add(traces, terms, "");
    return origins;
  }

  /**
   * Adds the ops of a term's programs.
   *
   * @param traces its guide's and its model's run
   * @param terms what each site adds to the loss, by where the site stands
   * @param suffix after each place, such as {@code in term 'b'} with a space before it; or nothing
   */
  public void add(List<Trace> traces, Map<String, Expr> terms, String suffix) {
    Set<GraphOperation> marks = marks(traces);
    for (Trace trace : traces) {
      for (Site site : trace.sites()) {
        if (site instanceof Site.Random random) {
          addDrawn(random);
          claim(place(site, trace) + suffix, random.conditionedOn(), marks);
        }
        if (isComputed(site)) {
          claim(place(site, trace) + suffix, site.value(), marks);
        }
      }
    }
    for (Trace trace : traces) {
      trace
          .parameters()
          .forEach((param, value) -> claim("parameter '" + param.name() + "'", value, marks));
      for (Site site : trace.sites()) {
        if (takesColumn(site)) {
          claim("column '" + site.name() + "'" + suffix, site.value(), marks);
        }
      }
    }
    Map<String, Site.Random> randoms = new HashMap<>();
    traces.forEach(trace -> trace.randoms().forEach(site -> randoms.put(place(site, trace), site)));
    terms.forEach(
        (place, value) -> {
          Set<GraphOperation> before = Set.copyOf(places.keySet());
          claim(place + suffix, List.of(value), marks);
          Site.Random site = randoms.get(place);
          if (site != null) {
            places.keySet().stream()
                .filter(op -> !before.contains(op))
                .forEach(op -> densities.put(op, site));
          }
        });
  }

  /**
   * The random site whose family has made an op for its log-density; empty for what the program
   * itself computes.
   */
  public Optional<Site.Random> density(GraphOperation op) {
    return Optional.ofNullable(densities.get(op));
  }

  /** What an op was built for; empty for what belongs to no site, such as a sum of terms. */
  public Optional<String> of(GraphOperation op) {
    return Optional.ofNullable(places.get(op));
  }

  /** What was drawn in the runs, and what it was drawn with. */
  public List<Expr> drawn() {
    return List.copyOf(drawn);
  }

  /** Where a site stands, such as {@code site 'x' in the model, plate 'rows' (Model.java:31)}. */
  public static String place(Site site, Trace trace) {
    String kind = site instanceof Site.Factor ? "factor" : "site";
    return kind + " '" + site.name() + "' in " + trace.place(site) + " (" + site.line() + ")";
  }

  /** Whether a site's value is a column of the data. */
  public static boolean takesColumn(Site site) {
    return site instanceof Site.Input
        || (site instanceof Site.Random random && random.origin() == Site.Origin.GIVEN);
  }

  private static Set<GraphOperation> marks(List<Trace> traces) {
    List<Expr> values = new ArrayList<>();
    for (Trace trace : traces) {
      values.addAll(trace.parameters().values());
      trace.sites().stream()
          .filter(site -> !(site instanceof Site.Factor))
          .forEach(site -> values.add(site.value()));
    }
    return Sources.producers(values);
  }

  private static boolean isComputed(Site site) {
    return site instanceof Site.Random random ? random.isLatent() : !(site instanceof Site.Input);
  }

  private void addDrawn(Site.Random site) {
    if (site.origin() == Site.Origin.DRAWN) {
      site.conditionedOn().stream().filter(value -> !value.isConstant()).forEach(drawn::add);
      drawn.add(site.value());
    }
  }

  /** Gives the ops behind a marked value, and its own, to a place. */
  private void claim(String place, Expr marked, Set<GraphOperation> marks) {
    Set<GraphOperation> others = new HashSet<>(marks);
    others.removeAll(Sources.producers(List.of(marked)));
    claim(place, List.of(marked), others);
  }

  private void claim(String place, Collection<Expr> roots, Set<GraphOperation> marks) {
    Set<GraphOperation> seen = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(Sources.producers(roots));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (!marks.contains(next) && seen.add(next)) {
        places.putIfAbsent(next, place);
        next.inputs().forEach(input -> open.push((GraphOperation) input.op()));
      }
    }
  }
}
