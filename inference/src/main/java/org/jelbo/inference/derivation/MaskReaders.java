package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.MaskPaths;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;

/** What depends directly on values that are masked, and how much it counts itself. */
final class MaskReaders {
  /**
   * A site that is masked.
   *
   * @param values what stands for it in the runs
   */
  record Masked(String name, Expr mask, List<Expr> values, Axes plates) {}

  /**
   * A site of a run whose distribution, mask or factor is computed from others.
   *
   * @param mask of its term; null where all of it counts
   */
  record Reader(Site site, Trace trace, @Nullable Expr mask, MaskPaths paths) {
    String name() {
      return site.name();
    }

    boolean isOf(Trace other) {
      return trace == other;
    }

    /** 1 where any of it counts, {@code [axes...]} with the mask's event. */
    Expr counts() {
      return mask == null ? Expr.of(1) : Expr.filled(1, mask.eventShape()).keptWhere(mask);
    }

    /** The mask, or 1. */
    Expr weight() {
      return mask == null ? Expr.of(1) : mask;
    }
  }

  /** That a site depends directly on one that is masked. */
  record Read(Masked of, Reader reader, MaskPaths.Way way) {
    /** Whether the reader's mask is 0 wherever what it reads is, as the expressions show. */
    boolean isWithin(Expr mask) {
      boolean isIndexByIndex =
          (mask.eventShape().numDimensions() == 0 || way.isByEntry()) && way.summed().isEmpty();
      return isIndexByIndex && reader.mask() != null && MaskPaths.isZeroWhere(reader.mask(), mask);
    }

    private boolean isByEntry(Expr weight) {
      int rank = weight.eventShape().numDimensions();
      int own = of.mask().eventShape().numDimensions();
      return rank == 0
          || own == 0
          || (way.isByEntry() && weight.eventShape().equals(of.mask().eventShape()));
    }

    private Expr summed(Expr value) {
      Expr sum = value;
      for (int dim : way.summed()) {
        Axis axis = of.plates().at(dim);
        sum = sum.axes().contains(axis) ? Reductions.sumOver(sum, axis) : sum;
      }
      return sum;
    }

    /** Above 0 where the value is missing and the reader counts. */
    Expr missingWhereCounted() {
      Expr counts = reader.counts();
      Expr missing = summed(Masks.isZero(of.mask()));
      return isByEntry(counts) ? missing.times(counts) : missing.sum().times(counts.sum());
    }

    /** Above 0 where the reader counts more than what it reads, which is not held back there. */
    Expr countsMore(double rounding) {
      Expr weight = reader.weight();
      Expr mask = of.mask();
      boolean isIndexByIndex = isByEntry(weight) && way.summed().isEmpty();
      Expr less = mask.plus(rounding).lessThan(isIndexByIndex ? weight : Expr.of(1));
      Expr wrong = way.isOpen() ? less : less.keptWhere(mask);
      return isIndexByIndex ? wrong : summed(wrong).sum().times(reader.counts().sum());
    }
  }

  private final Trace guide;
  private final Trace model;
  private final Set<String> summed;
  private final Map<String, Expr> known;
  private final List<Reader> readers = new ArrayList<>();
  private final Set<GraphOperation> ends = new LinkedHashSet<>();
  private final Map<GraphOperation, List<Reader>> byEnd = new LinkedHashMap<>();
  private final Map<String, Expr> weights = new LinkedHashMap<>();

  /**
   * The readers of two runs.
   *
   * @param summed sites whose values are summed within a logarithm, besides those that the model
   *     enumerates
   * @param known masks by site, in the place of those of the run; none of these is summed out
   */
  MaskReaders(Trace guide, Trace model, Set<String> summed, Map<String, Expr> known) {
    this.guide = guide;
    this.model = model;
    this.summed = Set.copyOf(summed);
    this.known = Map.copyOf(known);
    if (!hasMasks(guide) && !hasMasks(model)) {
      return;
    }
    for (Trace trace : List.of(guide, model)) {
      trace.sites().stream()
          .filter(site -> site instanceof Site.Random || site instanceof Site.Input)
          .forEach(site -> ends.addAll(Sources.producers(List.of(site.value()))));
    }
    for (Site site : guide.sites()) {
      if (site instanceof Site.Random random && isProposed(random)) {
        add(site, guide, random.mask(), random.conditionedOn(), ends);
        if (!random.isLatent()) {
          Set<GraphOperation> others = new LinkedHashSet<>(ends);
          others.removeAll(Sources.producers(List.of(random.value())));
          add(site, guide, random.mask(), List.of(random.value()), others);
        }
      }
    }
    for (Site site : model.sites()) {
      if (site instanceof Site.Factor factor) {
        add(site, model, factor.mask(), List.of(factor.value()), ends);
      } else if (site instanceof Site.Random random) {
        add(site, model, random.mask(), random.conditionedOn(), ends);
      }
    }
  }

  static boolean hasMasks(Trace trace) {
    return trace.sites().stream()
        .anyMatch(
            site ->
                (site instanceof Site.Random random && random.mask() != null)
                    || (site instanceof Site.Factor factor && factor.mask() != null));
  }

  /** What the guide only passes on has no density there; what is summed within a log, no weight. */
  private boolean isProposed(Site.Random site) {
    return site.origin() != Site.Origin.GIVEN && !summed.contains(site.name());
  }

  private void add(
      Site site, Trace trace, @Nullable Expr mask, List<Expr> from, Set<GraphOperation> last) {
    Expr whole = known.getOrDefault(site.name(), mask);
    Reader reader = new Reader(site, trace, whole, MaskPaths.to(from, last));
    readers.add(reader);
    for (GraphOperation end : reader.paths().reached()) {
      byEnd.computeIfAbsent(end, op -> new ArrayList<>()).add(reader);
    }
  }

  /** What depends on some values directly, in the order of the programs. */
  private List<Reader> readersOf(List<Expr> values) {
    Map<MaskPaths, Reader> found = new LinkedHashMap<>();
    for (GraphOperation value : Sources.producers(values)) {
      byEnd.getOrDefault(value, List.of()).forEach(reader -> found.put(reader.paths(), reader));
    }
    return List.copyOf(found.values());
  }

  /** All sites with a term of their own, those of the guide first. */
  List<Reader> all() {
    return List.copyOf(readers);
  }

  /** What a given site takes, and its column as an input. */
  List<Expr> given(String name) {
    return values(name, site -> site.origin() == Site.Origin.GIVEN);
  }

  private List<Expr> values(String name, Predicate<Site.Random> isValue) {
    return Stream.of(guide, model)
        .flatMap(trace -> trace.sites().stream())
        .filter(site -> site.name().equals(name))
        .filter(
            site ->
                site instanceof Site.Input
                    || (site instanceof Site.Random random && isValue.test(random)))
        .map(Site::value)
        .toList();
  }

  boolean isLatent(Site.Random site) {
    return site.origin() == Site.Origin.REPLAYED && !isSummed(site);
  }

  private boolean isSummed(Site site) {
    return site instanceof Site.Random random
        && !known.containsKey(site.name())
        && (random.origin() == Site.Origin.ENUMERATED || summed.contains(site.name()));
  }

  /** What depends on a masked site directly. */
  List<Read> of(Masked masked) {
    List<Read> reads = new ArrayList<>();
    for (Reader reader : readersOf(masked.values())) {
      Optional<MaskPaths.Way> way = way(reader, masked);
      if (way.isPresent()) {
        boolean isSummed = reader.isOf(model) && isSummed(reader.site());
        Reader counted =
            isSummed
                ? new Reader(reader.site(), reader.trace(), weight(reader), reader.paths())
                : reader;
        reads.add(new Read(masked, counted, way.get()));
      }
    }
    return reads;
  }

  private static Optional<MaskPaths.Way> way(Reader reader, Masked masked) {
    return masked.values().stream()
        .map(value -> reader.paths().from(value, masked.mask(), masked.plates().size()))
        .flatMap(Optional::stream)
        .reduce(MaskPaths.Way::either);
  }

  /**
   * How much a summed-out site counts: by itself it sums to one, so as much as what depends on it.
   */
  private Expr weight(Reader summedOut) {
    Expr known = weights.get(summedOut.name());
    if (known != null) {
      return known;
    }
    List<Expr> values = values(summedOut.name(), site -> true);
    Expr weight = Expr.of(0);
    for (Reader reader : readersOf(values)) {
      if (reader.isOf(model) && !reader.name().equals(summedOut.name())) {
        Expr own = isSummed(reader.site()) ? weight(reader) : reader.weight();
        Expr whole =
            own.eventShape().numDimensions() == 0
                ? own
                : Expr.of(0).lessThan(reader.counts().sum());
        weight = weight.maximum(whole);
      }
    }
    weights.put(summedOut.name(), weight);
    return weight;
  }
}
