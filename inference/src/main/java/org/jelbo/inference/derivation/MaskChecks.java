package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.MaskPaths;
import org.jelbo.dsl.expr.RunChecks;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/**
 * What masks must hold for a number to be right, checked when it is computed: the data say where a
 * mask is 0. What the masks' expressions show to be right is not checked.
 *
 * <ul>
 *   <li>A given value whose mask is 0 is not known: what depends on it does not count there.
 *   <li>A latent counts at least as much as what depends on it in the model, and as much in the
 *       guide as in the model: else its entropy is left out and what it explains is kept.
 *   <li>A mask is from 0 to 1.
 * </ul>
 */
public final class MaskChecks {
  /** Masks that differ by rounding are one. */
  private static final double ROUNDING = 1e-6;

  /**
   * A condition of a site.
   *
   * @param wrong above 0 where it does not hold, {@code [axes..., event...]}
   * @param note for who reads how a loss was derived; blank for none
   */
  private record Check(Expr wrong, JelboException refusal, String note) {}

  private final Map<String, List<Check>> checks = new LinkedHashMap<>();
  private final Trace guide;
  private final Trace model;
  private final MaskReaders readers;

  private MaskChecks(Trace guide, Trace model, MaskReaders readers) {
    this.guide = guide;
    this.model = model;
    this.readers = readers;
  }

  /** What the terms of a bound need. */
  static MaskChecks of(BoundRequest request, Runs runs) {
    return ofBound(
        request.given(), runs.guide(), runs.model(), Set.copyOf(request.rules().inside()));
  }

  /**
   * What the terms of a bound need.
   *
   * @param summed sites whose values are summed within a logarithm, besides those that the model
   *     enumerates
   */
  static MaskChecks ofBound(Set<String> given, Trace guide, Trace model, Set<String> summed) {
    MaskChecks checks = ofValues(given, guide, model, summed, Map.of());
    checks.addRanges();
    checks.addPairs();
    checks.addLatents();
    return checks;
  }

  /**
   * What draws and probabilities need: that no missing value is taken for data.
   *
   * @param given the sites that take the data
   * @param summed sites whose values are summed over, or drawn given all else
   * @param known masks by site, in the place of those of the run
   */
  public static MaskChecks ofValues(
      Set<String> given, Trace guide, Trace model, Set<String> summed, Map<String, Expr> known) {
    MaskReaders readers = new MaskReaders(guide, model, summed, known);
    MaskChecks checks = new MaskChecks(guide, model, readers);
    given.forEach(name -> checks.addMissing(name, reader -> true));
    return checks;
  }

  /**
   * What a guide by itself needs: that it takes no missing value for data.
   *
   * @param given the sites that take the data
   * @param model has the masks
   * @param known masks by site, in the place of those of the run
   */
  static MaskChecks ofGuide(Set<String> given, Trace guide, Trace model, Map<String, Expr> known) {
    MaskReaders readers = new MaskReaders(guide, model, Set.of(), known);
    MaskChecks checks = new MaskChecks(guide, model, readers);
    given.forEach(name -> checks.addMissing(name, reader -> reader.isOf(guide)));
    return checks;
  }

  /** That nothing need hold. */
  static MaskChecks none(Trace guide, Trace model) {
    return new MaskChecks(guide, model, new MaskReaders(guide, model, Set.of(), Map.of()));
  }

  /** Whether nothing is left to check. */
  boolean isEmpty() {
    return checks.isEmpty();
  }

  /** A value of a site that is refused, when it is computed, where a check of the site fails. */
  Expr guarded(String site, Expr value) {
    Expr guarded = value;
    for (Check check : checks.getOrDefault(site, List.of())) {
      guarded = guarded(check, guarded);
    }
    return guarded;
  }

  /** A value that is refused, when it is computed, where any check fails. */
  public Expr guarded(Expr value) {
    Expr guarded = value;
    for (String site : checks.keySet()) {
      guarded = guarded(site, guarded);
    }
    return guarded;
  }

  private static Expr guarded(Check check, Expr value) {
    if (!check.wrong().isConstant()) {
      return value.isConstant()
          ? value
          : RunChecks.atMost(value, check.wrong(), 0, check.refusal());
    }
    for (double wrong : check.wrong().constant()) {
      if (wrong > 0) {
        throw check.refusal();
      }
    }
    return value;
  }

  /** What is checked when it is computed, in words. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    checks.values().forEach(list -> list.forEach(check -> notes.add(check.note())));
    return notes.stream().filter(note -> !note.isEmpty()).distinct().toList();
  }

  private void add(String site, Expr wrong, JelboException refusal, String note) {
    checks.computeIfAbsent(site, name -> new ArrayList<>()).add(new Check(wrong, refusal, note));
  }

  private void addMissing(String given, Predicate<MaskReaders.Reader> isAsked) {
    Optional<Site.Random> site = masked(model, given).or(() -> masked(guide, given));
    if (site.isEmpty()) {
      return;
    }
    Expr mask = Objects.requireNonNull(site.get().mask());
    MaskReaders.Masked masked =
        new MaskReaders.Masked(given, mask, readers.given(given), site.get().plates());
    for (MaskReaders.Read read : readers.of(masked)) {
      MaskReaders.Reader by = read.reader();
      if (isAsked.test(by) && read.way().isOpen() && !read.isWithin(mask)) {
        add(
            by.name(),
            read.missingWhereCounted(),
            MaskMessages.readsMissing(given, by),
            by.name()
                + " depends on "
                + given
                + ": refused where "
                + given
                + " is missing and "
                + by.name()
                + " is not");
      }
    }
  }

  private static Optional<Site.Random> masked(Trace trace, String site) {
    return trace.random(site).filter(random -> random.mask() != null);
  }

  private void addLatents() {
    for (Site.Random latent : model.randoms()) {
      Expr mask = latent.mask();
      if (mask == null || !readers.isLatent(latent)) {
        continue;
      }
      MaskReaders.Masked masked =
          new MaskReaders.Masked(latent.name(), mask, List.of(latent.value()), latent.plates());
      for (MaskReaders.Read read : readers.of(masked)) {
        MaskReaders.Reader by = read.reader();
        boolean isAlike = by.mask() != null && MaskPaths.isSame(by.mask(), mask);
        if (by.isOf(model) && !(isAlike && read.isWithin(mask))) {
          add(
              by.name(),
              read.countsMore(ROUNDING),
              MaskMessages.countsMore(latent.name(), by),
              "refused where "
                  + latent.name()
                  + " is masked and "
                  + by.name()
                  + ", which depends on it, is not: no bound of the evidence there");
        }
      }
    }
  }

  /** One mask of a latent in both programs. */
  private void addPairs() {
    for (Site.Random p : model.randoms()) {
      Site.Random q = guide.random(p.name()).filter(Site.Random::isLatent).orElse(null);
      if (q == null || !readers.isLatent(p)) {
        continue;
      }
      Expr inModel = p.mask() == null ? Expr.of(1) : p.mask();
      Expr inGuide = q.mask() == null ? Expr.of(1) : q.mask();
      if (!MaskPaths.isSame(inModel, inGuide)) {
        Expr wrong =
            inModel.plus(ROUNDING).lessThan(inGuide).plus(inGuide.plus(ROUNDING).lessThan(inModel));
        add(
            p.name(),
            wrong,
            MaskMessages.masksDiffer(p, model),
            "refused where the masks of "
                + p.name()
                + " in model and guide differ: no bound of the evidence there");
      }
    }
  }

  private void addRanges() {
    List<Expr> seen = new ArrayList<>();
    for (MaskReaders.Reader site : readers.all()) {
      Expr mask = site.mask();
      if (mask != null && !mask.isConstant() && seen.stream().noneMatch(s -> isOne(s, mask))) {
        seen.add(mask);
        Expr wrong = mask.minus(1).maximum(mask.negate()).minus(ROUNDING);
        add(site.name(), wrong, MaskMessages.outside(site), "");
      }
    }
  }

  private static boolean isOne(Expr a, Expr b) {
    return a.operand().op().equals(b.operand().op());
  }
}
