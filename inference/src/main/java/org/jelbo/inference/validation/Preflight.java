package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Handler;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.loss.Reading;
import org.tensorflow.GraphOperation;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Collects what is wrong, so that all of it is refused at once. Each finding is a refusal with the
 * words that it has by itself; what is found twice counts once.
 */
public final class Preflight {
  private final Supplier<List<Reading>> readings;
  private final Map<String, JelboException> findings = new LinkedHashMap<>();

  private Preflight(Supplier<List<Reading>> readings) {
    this.readings = readings;
  }

  /** Of programs whose parameters are not looked at. */
  public static Preflight start() {
    return new Preflight(List::of);
  }

  /**
   * Of programs that read parameters.
   *
   * @param readings where they do, asked for when a parameter is refused
   */
  public static Preflight of(Supplier<List<Reading>> readings) {
    return new Preflight(readings);
  }

  /** What a part of the work gives; empty where it is refused, which is a finding. */
  public <T> Optional<T> hear(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (JelboException e) {
      add(e);
      return Optional.empty();
    }
  }

  /**
   * Looks at the columns that given sites take: their values must lie in the sites' supports.
   *
   * @param given the sites
   * @param data columns that are missing are not looked at
   */
  public void columns(List<Handler.Request> given, Data data) {
    for (Handler.Request site : given) {
      data.column(site.name())
          .filter(column -> !site.distribution().support().contains(column.support()))
          .ifPresent(column -> add(Messages.outsideSupport(site, column)));
    }
  }

  /** Looks at the columns that are read: the graph's precision must keep what they tell. */
  public void precision(ColumnPrecision columns, Data data) {
    columns.lost(data).forEach(this::add);
  }

  /** Looks at the columns that tables are read at: their values must be places of the tables. */
  public void indices(ColumnIndices indices, Data data) {
    indices.outside(data).forEach(this::add);
  }

  /**
   * Looks for parameters that no gradient of a loss reaches.
   *
   * @param reached the names of those that one reaches
   * @param parameters by name
   * @return the parameters that are reached
   */
  public Map<String, Expr> reached(Expr loss, Set<String> reached, Map<String, Expr> parameters) {
    Gradients.unreached(loss, reached, parameters).forEach(this::add);
    Map<String, Expr> others = new LinkedHashMap<>(parameters);
    others.keySet().retainAll(reached);
    return others;
  }

  /**
   * Looks for draws from which a loss jumps, so that its gradient by way of them would be wrong.
   *
   * @param paths the ways that the gradient takes
   * @param parameters by name
   * @param origins where ops come from
   */
  public void jumps(GradientPaths paths, Map<String, Expr> parameters, Supplier<Origins> origins) {
    paths.broken(parameters, origins).forEach(broken -> add(broken.refusal()));
  }

  /**
   * What makes gradients gives; where they cannot be built, every op on the way to a parameter that
   * has no gradient is a finding.
   *
   * @param loss scalar
   * @param parameters by name, that the gradient reaches
   * @param origins where ops come from
   * @param build makes the gradients
   */
  public <T> Optional<T> gradients(
      Expr loss, Map<String, Expr> parameters, Supplier<Origins> origins, Supplier<T> build) {
    try {
      return Optional.of(build.get());
    } catch (JelboException e) {
      if (!hearMissing(loss, parameters, origins.get())) {
        add(e);
      }
    } catch (TensorFlowException e) {
      if (!hearMissing(loss, parameters, origins.get())) {
        throw e;
      }
    }
    return Optional.empty();
  }

  /**
   * Looks on the way from the loss, and from draws where it is scored at draws that are cut off.
   */
  private boolean hearMissing(Expr loss, Map<String, Expr> parameters, Origins origins) {
    boolean inLoss = hearMissing(List.of(loss), parameters, origins);
    return inLoss || hearMissing(origins.drawn(), parameters, origins);
  }

  private boolean hearMissing(List<Expr> from, Map<String, Expr> parameters, Origins origins) {
    boolean isFound = false;
    for (Expr start : from) {
      for (GraphOperation op : Gradients.withoutGradient(start, parameters)) {
        add(Messages.noGradient(op.type(), origins.of(op).orElse("loss")));
        isFound = true;
      }
    }
    return isFound;
  }

  void add(JelboException finding) {
    findings.putIfAbsent(String.valueOf(finding.getMessage()), finding);
  }

  /** What was found, in order, each with where it is. */
  public List<JelboException> findings() {
    List<JelboException> found = List.copyOf(findings.values());
    if (found.stream().noneMatch(finding -> finding.subject() instanceof Subject.Parameter)) {
      return found;
    }
    List<Reading> places = readings.get();
    return found.stream()
        .map(finding -> Reading.locate(finding, places))
        .collect(Collectors.toList());
  }

  /**
   * Goes on where nothing was found.
   *
   * @throws JelboException for a finding by itself in its own words, for several as one list of
   *     them
   */
  public void require() {
    List<JelboException> found = new ArrayList<>(findings());
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      throw Messages.several(found);
    }
  }
}
