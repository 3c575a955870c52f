package org.jelbo.inference.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * An optimizer for some parameters, and another for the rest.
 *
 * <pre>
 * Groups.of(Adam.of(1e-3)).and(Sgd.of(0.1), "prior/mean", "prior/spread")
 * </pre>
 */
public final class Groups implements Optimizer {
  private final Optimizer rest;
  private final Map<String, Optimizer> named;

  private Groups(Optimizer rest, Map<String, Optimizer> named) {
    this.rest = rest;
    this.named = named;
  }

  /**
   * One optimizer for all.
   *
   * @throws JelboException for null
   */
  public static Groups of(Optimizer rest) {
    return new Groups(required(rest), Map.of());
  }

  private static Optimizer required(Optimizer optimizer) {
    return Required.of(optimizer, "Groups", "an optimizer", "Groups.of(Adam.of(1e-3))");
  }

  /**
   * Another one for some parameters.
   *
   * @param parameters names of trained parameters in no other group; those of no parameter are
   *     refused when it is compiled
   * @throws JelboException for null, blank names, none, and a name in another group
   */
  public Groups and(Optimizer optimizer, String... parameters) {
    required(optimizer);
    if (Required.of(parameters, "Groups", "names", "and(Sgd.of(0.1), \"prior\")").length == 0) {
      throw Messages.nothingInGroup();
    }
    Map<String, Optimizer> more = new LinkedHashMap<>(named);
    for (String name : parameters) {
      Required.name(name, "Groups", "and(Sgd.of(0.1), \"prior\")");
      if (more.put(name, optimizer) != null) {
        throw Messages.inTwoGroups(name);
      }
    }
    return new Groups(rest, more);
  }

  /** Each group's own: a norm is that of its gradients. Optimizers that are equal are one group. */
  @Override
  public Map<String, Operand<TNumber>> before(Ops tf, Map<String, Operand<TNumber>> gradients) {
    Map<Optimizer, Map<String, Operand<TNumber>>> groups = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) ->
            groups
                .computeIfAbsent(of(name), optimizer -> new LinkedHashMap<>())
                .put(name, gradient));
    Map<String, Operand<TNumber>> all = new LinkedHashMap<>();
    groups.forEach((optimizer, own) -> all.putAll(optimizer.before(tf, own)));
    return all;
  }

  private Optimizer of(String parameter) {
    return named.getOrDefault(parameter, rest);
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(named.keySet());
    names.addAll(rest.names());
    named.values().forEach(optimizer -> names.addAll(optimizer.names()));
    return names;
  }

  @Override
  public boolean isEntrywise() {
    return named.isEmpty() && rest.isEntrywise();
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    Optimizer optimizer = context.parameters().size() == 1 ? of(context.parameters().get(0)) : rest;
    return optimizer.update(context, parameter, gradient);
  }
}
