package org.jelbo.dsl.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jelbo.dsl.expr.Expr;

/**
 * A family that was made of values of a graph: a program may use one without a site, as in a factor
 * or as a mean, and what its parameters have to be is required there, too.
 *
 * @param family the family's name
 * @param parameters those of the family's parameters that are required together, by name
 */
public record Made(String family, Map<String, Expr> parameters) {
  /** Those that a distribution consists of; none of a family of someone else's. */
  public static List<Made> of(Distribution family) {
    if (family instanceof Transformed transformed) {
      return of(transformed.base());
    }
    List<Made> made = new ArrayList<>();
    if (!Distribution.class.getPackage().equals(family.getClass().getPackage())) {
      return made;
    }
    Map<String, Expr> own = new LinkedHashMap<>(family.parameters());
    if (family instanceof Mixture mixture) {
      made.addAll(of(mixture.components()));
      own.keySet().retainAll(Set.of("logits"));
    }
    if (family instanceof ZeroInflated inflated) {
      made.addAll(of(inflated.counts()));
      own.keySet().retainAll(Set.of("gateLogits", "gateProbabilities"));
    }
    if (family instanceof MultivariateNormal normal && own.remove("covariance") != null) {
      own.put(MultivariateNormal.FACTOR, normal.factor());
    }
    made.add(new Made(family.family(), own));
    return made;
  }

  /** One for each parameter. */
  public Stream<Made> each() {
    return parameters.entrySet().stream().map(one -> new Made(family, Map.ofEntries(one)));
  }

  /** Of the values of a graph that no op keeps in their range. */
  public List<Requirement> requirements() {
    return Requirement.of(this);
  }
}
