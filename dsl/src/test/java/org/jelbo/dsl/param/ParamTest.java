package org.jelbo.dsl.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where parameters start on their supports. */
final class ParamTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static Stream<Param> onSupports() {
    Param matrix = Param.of("w", 2, 3, 3);
    return Stream.of(
        matrix.onto(Support.reals()),
        matrix.onto(Support.positive()),
        matrix.onto(new Support.Interval(-2, 5)),
        matrix.onto(new Support.Interval(3, INFINITY)),
        matrix.onto(new Support.Interval(-INFINITY, -4)),
        matrix.onto(new Support.Interval(-INFINITY, INFINITY)),
        matrix.onto(new Support.Simplex(3)),
        matrix.onto(new Support.LowerTriangular(3)),
        matrix.lowerTriangular().diagonal(0.1));
  }

  private static double[] start(Param param) {
    return param.initializer().values(1, param.name(), param.shape());
  }

  /** Training moves free numbers, which a start at an end would not have. */
  @ParameterizedTest
  @MethodSource("onSupports")
  void startsAreInsideTheSupport(Param param) {
    Bijector map = Bijector.onto(param.support());
    Expr free = map.inverse(Expr.of(start(param), param.shape()));
    assertThat(Arrays.stream(free.constant()).allMatch(Double::isFinite)).isTrue();
    assertThat(map.forward(free).constant()).containsExactly(start(param), within(1e-12));
  }

  @Test
  void startsAreInTheMiddle() {
    Param param = Param.of("w", 2);
    assertThat(start(param.onto(Support.reals()))).containsOnly(0);
    assertThat(start(param.positive())).containsOnly(1);
    assertThat(start(param.between(-2, 5))).containsOnly(1.5);
    assertThat(start(param.onto(new Support.Interval(3, INFINITY)))).containsOnly(4);
    assertThat(start(param.onto(new Support.Interval(-INFINITY, 3)))).containsOnly(2);
    assertThat(start(param.simplex())).containsOnly(0.5);
    Param matrix = Param.of("w", 2, 2).lowerTriangular();
    assertThat(start(matrix)).containsExactly(1, 0, 0, 1);
    assertThat(matrix.support()).isEqualTo(new Support.LowerTriangular(2));
  }

  @Test
  void startsThatWereToldStay() {
    assertThat(start(Param.of("w", 2).constant(0.25).onto(Support.positive()))).containsOnly(0.25);
    assertThat(start(Param.of("w", 2, 2).diagonal(3).lowerTriangular()))
        .containsExactly(3, 0, 0, 3);
    assertThat(start(Param.of("w", 2, 2, 2).lowerTriangular().diagonal(3)))
        .containsExactly(3, 0, 0, 3, 3, 0, 0, 3);
  }

  /** A file would not give such a name back. */
  @Test
  void namesAreOfWholeCharactersThatCanBePrinted() {
    String remedy = "\n  try: a path such as decoder/0/kernel";
    String rule = "expected a name of whole characters that can be printed, but character ";
    assertThatThrownBy(() -> Param.of("mean \ud83d"))
        .hasMessageStartingWith("at parameter 'mean \\ud83d' (")
        .hasMessageEndingWith(":\n  " + rule + "6 is half of a surrogate pair" + remedy);
    assertThatThrownBy(() -> Param.of("\ude00\ud83d"))
        .hasMessageStartingWith("at parameter '\\ude00...' (")
        .hasMessageEndingWith(":\n  " + rule + "1 is half of a surrogate pair" + remedy);
    assertThatThrownBy(() -> Param.of("decoder\nkernel"))
        .hasMessageStartingWith("at parameter 'decoder\\u000a...' (")
        .hasMessageEndingWith(":\n  " + rule + "8 is a control character" + remedy);
    assertThat(Param.of("\ud83d\ude00 \u00e9/\u6f22").name()).hasSize(6);
  }

  @Test
  void namesAreAsLongAsFilesHold() {
    assertThat(Param.of("n".repeat(1_000)).name()).hasSize(1_000);
    assertThatThrownBy(() -> Param.of("n".repeat(1_001)))
        .hasMessageContaining("expected a name of at most 1,000 characters, but got 1,001\n");
  }

  static Stream<UnaryOperator<Param>> starts() {
    return Stream.of(
        param -> param.constant(0),
        param -> param.constant(1),
        param -> param.constant(0.25),
        param -> param.normal(0),
        param -> param.normal(0.5),
        param -> param.uniform(0),
        param -> param.uniform(2),
        param -> param.diagonal(0),
        param -> param.diagonal(2),
        param -> param.startedBy(new Initializer.Constant(0)));
  }

  static Stream<UnaryOperator<Param>> supports() {
    return Stream.of(
        param -> param.positive(),
        param -> param.between(-1, 3),
        param -> param.simplex(),
        param -> param.lowerTriangular(),
        param -> param.onto(Support.reals()),
        param -> param.onto(new Support.Interval(-2, INFINITY)),
        param -> param.onto(new Support.Interval(-INFINITY, 2)));
  }

  /** A start of 0 as every other: it is told or it is not, whenever that is. */
  @ParameterizedTest
  @MethodSource("starts")
  void startAndSupportAreToldInAnyOrder(UnaryOperator<Param> start) {
    Param matrix = Param.of("w", 3, 3);
    Param told = start.apply(matrix);
    supports()
        .forEach(
            support -> {
              Param before = support.apply(told);
              assertThat(before).isEqualTo(start.apply(support.apply(matrix)));
              assertThat(before.initializer()).isEqualTo(told.initializer());
              supports()
                  .forEach(
                      other ->
                          assertThat(other.apply(before).initializer())
                              .isEqualTo(told.initializer()));
            });
  }

  /** The start of what was not told follows the last support, not the first. */
  @Test
  void supportIsToldTwice() {
    assertThat(start(Param.of("w", 2).positive().between(0, 1))).containsOnly(0.5);
    assertThat(start(Param.of("w", 2).between(2, 3).onto(Support.reals()))).containsOnly(0);
  }

  /** Two programs may read one parameter, of which one says where it starts anyhow. */
  @Test
  void startThatIsToldAsItIsWithoutIsEqual() {
    assertThat(Param.of("w").constant(0)).isEqualTo(Param.of("w")).hasSameHashCodeAs(Param.of("w"));
    assertThat(Param.of("w").constant(0)).hasToString(Param.of("w").toString());
    assertThat(Param.of("w").positive().constant(1)).isEqualTo(Param.of("w").positive());
    assertThat(Param.of("w").constant(0).positive()).isNotEqualTo(Param.of("w").positive());
  }
}
