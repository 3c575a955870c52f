package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledModelsTest {
  static Stream<BundledModel> models() {
    return BundledModels.all().stream();
  }

  @Test
  void namesAreDistinct() {
    assertThat(BundledModels.names()).doesNotHaveDuplicates();
    assertThat(BundledModels.named("hvae").map(BundledModel::name)).contains("hvae");
    assertThat(BundledModels.named("nothing")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theFirstObjectiveIsTheOneToTrainBy(BundledModel model) {
    String first = model.objectives().keySet().iterator().next();
    assertThat(model.objective().explain().toString())
        .isEqualTo(model.objective(first, 1).explain().toString());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyObjectiveCanBeExplained(BundledModel model) {
    for (String name : model.objectives().keySet()) {
      assertThat(model.objective(name, 5).explain().toString())
          .contains("given  x, plate images", "5 draws", "encoder");
    }
  }
}
