package org.jelbo.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;

/**
 * A step of training of a random sum, of labelled and unlabelled data, follows the loss and the
 * gradient of its definition.
 */
class RandomSumsTest {
  private static final Seeds SEEDS = Seeds.ofSums();

  private final Refusals refusals = new Refusals();

  @Test
  void stepsAreThoseOfTheDefinition() {
    List<String> wrong = SEEDS.faults(this::fault);
    refusals.log("random sums", SEEDS);
    assertThat(wrong).isEmpty();
    assertThat(refusals.count()).isLessThan(SEEDS.share(6));
  }

  private String fault(long seed) {
    SumSpec sum = RandomSums.of(seed);
    String fault = fault(sum);
    if (fault.isEmpty()) {
      return "";
    }
    SumSpec small = shrunk(sum);
    return sum + "\n  " + fault + "\nshrunk " + small + "\n  " + fault(small);
  }

  private SumSpec shrunk(SumSpec sum) {
    for (SumSpec smaller : RandomSums.smaller(sum)) {
      if (!fault(smaller).isEmpty()) {
        return shrunk(smaller);
      }
    }
    return sum;
  }

  private String fault(SumSpec sum) {
    List<Spec> specs = sum.kept().stream().map(SumSpec.Part::spec).toList();
    boolean isUnsound = sum.kept().stream().anyMatch(SumSpec.Part::isUnsound);
    try {
      WrittenSum.Step step = new WrittenSum(sum).step();
      return isUnsound
          ? "accepted, though a mask leaves out what others count"
          : Faults.of(sum.loss(spec -> new Written(spec).closed()), step.loss(), step.gradients());
    } catch (JelboException e) {
      return refusals.heard(specs, isUnsound, sum.loss(spec -> Set.of()), e);
    } catch (RuntimeException e) {
      return "raw " + e;
    }
  }
}
