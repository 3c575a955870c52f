package org.jelbo.dsl.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The cases of a contract: the same ones for every test of a class, so that numbers are kept. */
final class Cases implements ArgumentsProvider {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(Cases.class);

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    DistributionContract contract = (DistributionContract) context.getRequiredTestInstance();
    List<?> cases =
        context
            .getParent()
            .orElse(context)
            .getStore(OWN)
            .getOrComputeIfAbsent("cases", key -> contract.cases().toList(), List.class);
    return cases.stream().map(Arguments::of);
  }

  /** The parameter of a name. */
  static Expr parameter(String of, Map<String, Expr> values, String wanted) {
    Expr value = values.get(wanted);
    if (value == null) {
      throw new AssertionError(
          "case '" + of + "' has no parameter '" + wanted + "', only " + values.keySet());
    }
    return value;
  }
}
