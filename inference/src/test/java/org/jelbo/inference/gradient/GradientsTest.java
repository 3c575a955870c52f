package org.jelbo.inference.gradient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;

class GradientsTest {
  @Test
  void constantLossIsRefused() {
    assertThatThrownBy(() -> Gradients.of(Expr.of(1), Map.of()))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at loss:
              expected a loss that depends on parameters, but it is a constant
              try: parameters in the model or the guide""");
  }
}
