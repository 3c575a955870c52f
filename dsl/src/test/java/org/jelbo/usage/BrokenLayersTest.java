package org.jelbo.usage;

import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.LayerContract;
import org.jelbo.dsl.contract.LayerContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.Test;

/** A layer that is wrong in one place fails, and the message says where. */
final class BrokenLayersTest {
  /** The contract's plate of three. */
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private static Stream<Case> cases(Layer layer) {
    return Stream.of(Case.of("of three", layer).input(3).output(2));
  }

  private record Centered(String name) implements Layer {
    @Override
    public Expr apply(Build build, Expr... inputs) {
      Expr output = Dense.of(name, 2).apply(build, inputs);
      return output.axes().contains(ROWS)
          ? output.minus(Reductions.meanOver(output, ROWS))
          : output;
    }
  }

  static final class MixesRows implements LayerContract {
    @Override
    public Stream<Case> cases() {
      return BrokenLayersTest.cases(new Centered("c"));
    }
  }

  @Test
  void rowsThatAreMixed() {
    Verdict.on(MixesRows.class)
        .says(
            "eachRowHasItsOwnResult",
            "output at index 0 of 12 of the axes [particles, rows], against the output of that row"
                + " alone");
  }

  private record Careless(String name) implements Layer {
    @Override
    public Expr apply(Build build, Expr... inputs) {
      Expr dead = build.param(Param.of("gain").constant(1)).stopGradient();
      return Dense.of(name, 3).apply(build, inputs).times(dead).sum();
    }
  }

  static final class IsCareless implements LayerContract {
    @Override
    public Stream<Case> cases() {
      return BrokenLayersTest.cases(new Careless("c"));
    }
  }

  @Test
  void anotherNameOneDeadParameterAndAnotherShape() {
    Verdict.on(IsCareless.class)
        .says("parameterNamesArePathsUnderTheLayersName", "parameter names, paths under 'c/'")
        .says("theOutputHasItsEventShape", "event shape of the output")
        .says(
            "theGradientReachesEveryParameter",
            "expected a gradient of the output to 'gain', but there is none")
        .nothingElseThan(
            "parameterNamesArePathsUnderTheLayersName",
            "theOutputHasItsEventShape",
            "theGradientReachesEveryParameter");
  }

  private record Lossy(String name) implements Layer {
    @Override
    public Expr apply(Build build, Expr... inputs) {
      Expr input = inputs[0];
      for (var axis : input.axes()) {
        input = Reductions.meanOver(input, axis);
      }
      return Dense.of(name, 2).apply(build, input);
    }
  }

  static final class LosesAxes implements LayerContract {
    @Override
    public Stream<Case> cases() {
      return BrokenLayersTest.cases(new Lossy("l"));
    }
  }

  @Test
  void axesThatAreLost() {
    Verdict.on(LosesAxes.class)
        .says("axesArePreserved", "axes of the output, the first input having [particles]");
  }
}
