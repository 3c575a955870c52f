package org.jelbo.dsl.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.nn.Layer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * What Jelbo relies on of a {@link Layer}.
 *
 * <p>A case is a layer and the event shapes of its inputs and of its output. The contract feeds
 * standard normal inputs, or indices where a case says so, and parameters that lie around their
 * starting values.
 */
@TestInstance(Lifecycle.PER_CLASS)
public interface LayerContract {

  /** At least one case: together they should have every number and shape of inputs. */
  Stream<Case> cases();

  /** The name of every parameter begins with the layer's name and a slash. */
  @ParameterizedTest
  @MethodSource("cases")
  default void parameterNamesArePathsUnderTheLayersName(Case given) {
    Layers.parameterNamesArePaths(given);
  }

  /** A second application asks for the same parameters and gives the same output. */
  @ParameterizedTest
  @MethodSource("cases")
  default void aSecondApplicationHasTheSameParameters(Case given) {
    Layers.secondApplicationIsTheSame(given);
  }

  /** The output has the event shape that the case says, and its tensor too. */
  @ParameterizedTest
  @MethodSource("cases")
  default void theOutputHasItsEventShape(Case given) {
    Layers.outputHasItsShape(given);
  }

  /** The output has the axes that any input has, and no others. */
  @ParameterizedTest
  @MethodSource("cases")
  default void axesArePreserved(Case given) {
    Layers.axesArePreserved(given);
  }

  /** The output at an index of the axes is that of the inputs there alone. */
  @ParameterizedTest
  @MethodSource("cases")
  default void eachRowHasItsOwnResult(Case given) {
    Layers.rowsAreNotMixed(given);
  }

  /** The gradient of a weighted sum of outputs to each parameter is finite and not all zero. */
  @ParameterizedTest
  @MethodSource("cases")
  default void theGradientReachesEveryParameter(Case given) {
    Layers.gradientReachesParameters(given);
  }

  /** Host constants as inputs give the numbers that values of a graph do. */
  @ParameterizedTest
  @MethodSource("cases")
  default void constantsAreInputsToo(Case given) {
    Layers.constantsAreInputs(given);
  }

  /** Float32 gives the numbers of float64 to {@value Agreement#FLOAT32_TOLERANCE}. */
  @ParameterizedTest
  @MethodSource("cases")
  default void singlePrecisionAgreesWithDouble(Case given) {
    Layers.precisionsAgree(given);
  }

  /**
   * What a layer is given.
   *
   * @param shape of its event
   * @param count 0 for real numbers; otherwise it is a whole number from 0 to {@code count - 1}
   */
  record Input(Shape shape, long count) {
    static Input real(Shape shape) {
      return new Input(shape, 0);
    }
  }

  /**
   * A layer with its inputs and output.
   *
   * @param label what is special about it
   * @param layer what is held to the contract
   * @param inputs what it is given
   * @param output the event shape of the output
   */
  record Case(String label, Layer layer, List<Input> inputs, Shape output) {
    /** Copies the list. */
    public Case {
      inputs = List.copyOf(inputs);
    }

    /**
     * A case without inputs yet, and with a scalar output.
     *
     * @param label what is special about it
     */
    public static Case of(String label, Layer layer) {
      return new Case(label, layer, List.of(), Shape.scalar());
    }

    /** With one more input of an event shape; none for a scalar. */
    public Case input(long... eventShape) {
      return with(Input.real(Shape.of(eventShape)));
    }

    /** With one more input, a whole number from 0 to {@code count - 1}. */
    public Case index(long count) {
      return with(new Input(Shape.scalar(), count));
    }

    private Case with(Input input) {
      List<Input> more = new ArrayList<>(inputs);
      more.add(input);
      return new Case(label, layer, more, output);
    }

    /** With an output of an event shape; none for a scalar. */
    public Case output(long... eventShape) {
      return new Case(label, layer, inputs, Shape.of(eventShape));
    }

    /** What messages and reports call the case. */
    @Override
    public String toString() {
      return label;
    }
  }
}
