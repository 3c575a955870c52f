package org.jelbo.dsl.bijector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * One map after the other, the first applied first: {@code Chain.of(f, g)} is {@code y = g(f(x))},
 * with {@code log det = log det f at x + log det g at f(x)} by the chain rule (Papamakarios et al.
 * 2021, section 2.1).
 *
 * @param maps at least one, in the order in which they are applied
 */
public record Chain(List<Bijector> maps) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for no maps, and a map that is null
   */
  public Chain {
    for (Bijector map : Required.of(maps, "Chain", "maps", "Identity.of()")) {
      Required.of(map, "Chain", "a map", "Identity.of()");
    }
    maps = List.copyOf(maps);
    if (maps.isEmpty()) {
      throw Messages.noMaps();
    }
  }

  /**
   * By its maps.
   *
   * @param maps at least one, in the order in which they are applied
   * @throws JelboException for no maps, and a map that is null
   */
  public static Chain of(Bijector... maps) {
    Required.of(maps, "Chain", "maps", "Identity.of()");
    return new Chain(Arrays.asList(maps));
  }

  @Override
  public Expr forward(Expr x) {
    Expr y = x;
    for (Bijector map : maps) {
      y = map.forward(y);
    }
    return y;
  }

  @Override
  public Expr inverse(Expr y) {
    Expr x = y;
    for (Bijector map : reversed()) {
      x = map.inverse(x);
    }
    return x;
  }

  @Override
  public Expr logDet(Expr x) {
    int batch = x.eventShape().numDimensions() - freeRank();
    Expr sum = Expr.filled(0, x.eventShape().take(batch));
    Expr at = x;
    for (int i = 0; i < maps.size(); i++) {
      Expr logDet = maps.get(i).logDet(at);
      while (logDet.eventShape().numDimensions() > batch) {
        logDet = Reductions.sumLast(logDet);
      }
      sum = sum.plus(logDet);
      at = i < maps.size() - 1 ? maps.get(i).forward(at) : at;
    }
    return sum;
  }

  private List<Bijector> reversed() {
    List<Bijector> reversed = new ArrayList<>(maps);
    Collections.reverse(reversed);
    return reversed;
  }

  @Override
  public int freeRank() {
    int rank = 0;
    for (Bijector map : reversed()) {
      rank = Math.max(rank, map.eventRank()) - map.eventRank() + map.freeRank();
    }
    return rank;
  }

  @Override
  public int eventRank() {
    int rank = 0;
    for (Bijector map : maps) {
      rank = Math.max(rank, map.freeRank()) - map.freeRank() + map.eventRank();
    }
    return rank;
  }

  @Override
  public Shape freeShape(Shape event) {
    Shape shape = event;
    for (Bijector map : reversed()) {
      shape = map.freeShape(shape);
    }
    return shape;
  }

  @Override
  public Shape eventShape(Shape free) {
    Shape shape = free;
    for (Bijector map : maps) {
      shape = map.eventShape(shape);
    }
    return shape;
  }

  /** What every map of the chain is defined on, after those before it. */
  @Override
  public Support domain() {
    List<Bijector> reversed = reversed();
    Support domain = reversed.get(0).domain();
    for (Bijector map : reversed.subList(1, reversed.size())) {
      domain = domain.contains(map.support()) ? map.domain() : Inverse.of(map).image(domain);
    }
    return domain;
  }

  @Override
  public Support support() {
    return image(domain());
  }

  @Override
  public Support image(Support of) {
    Support image = of;
    for (Bijector map : maps) {
      image = map.image(image);
    }
    return image;
  }

  /** The product of the maps' own. */
  @Override
  public Expr direction() {
    return maps.stream().map(Bijector::direction).reduce(Expr.of(1), Expr::times);
  }

  @Override
  public Optional<Bijector> ofVariances() {
    List<Bijector> all = maps.stream().flatMap(map -> map.ofVariances().stream()).toList();
    return all.size() == maps.size() ? Optional.of(new Chain(all)) : Optional.empty();
  }

  /** Those of each map, after its place in the chain: {@code 0.loc}. */
  @Override
  public Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>();
    for (int i = 0; i < maps.size(); i++) {
      String place = i + ".";
      maps.get(i).parameters().forEach((name, value) -> parameters.put(place + name, value));
    }
    return Collections.unmodifiableMap(parameters);
  }
}
