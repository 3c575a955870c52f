package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;

/** The parameters in a graph: their free numbers, which training moves, and their values. */
final class Parameters {
  private final Map<String, Param> declared = new LinkedHashMap<>();
  private final Map<String, Expr> free = new LinkedHashMap<>();
  private final Map<String, Expr> onSupport = new LinkedHashMap<>();

  /**
   * Parameters in the order they were declared.
   *
   * @param free their free numbers by name
   */
  Parameters(List<Param> declared, Map<String, Expr> free) {
    for (Param param : declared) {
      this.declared.put(param.name(), param);
      Expr numbers = Objects.requireNonNull(free.get(param.name()), param.name());
      this.free.put(param.name(), numbers);
      onSupport.put(param.name(), Bijector.onto(param.support()).forward(numbers));
    }
  }

  /** The value of a parameter, which must be one of those that were declared. */
  Expr value(Param param) {
    if (!param.equals(declared.get(param.name()))) {
      throw ParameterMessages.parameterChanged(param.name());
    }
    return Objects.requireNonNull(onSupport.get(param.name()));
  }

  /** The values by name, on their supports. */
  Map<String, Expr> values() {
    return onSupport;
  }

  /** The free numbers of those that training moves, by name, in their order. */
  Map<String, Expr> trained() {
    Map<String, Expr> trained = new LinkedHashMap<>(free);
    trained.keySet().removeIf(name -> !Objects.requireNonNull(declared.get(name)).isTrained());
    return trained;
  }

  List<Param> declared() {
    return List.copyOf(declared.values());
  }
}
