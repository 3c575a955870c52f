package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What is read at a value itself, and what at others. */
final class LookupsTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);
  private final Expr index = evaluation.fed(new double[] {2, 0, 2}, Shape.of(3), ROWS);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void tablesAndVectorsOfTheIndex() {
    assertThat(Lookups.at(index)).isEmpty();
    Expr row = evaluation.fed(new double[6], Shape.of(3, 2)).at(index);
    Expr constants = Expr.of(new double[4]).at(index.stopGradient());
    Expr vector = Events.oneHot(index.reshape(1), 5);
    assertThat(row.eventShape()).isEqualTo(Shape.of(2));
    assertThat(constants.eventShape()).isEqualTo(Shape.scalar());
    assertThat(vector.eventShape()).isEqualTo(Shape.of(1, 5));
    assertThat(Lookups.at(index))
        .extracting(Lookups.Lookup::toString)
        .containsExactlyInAnyOrder(
            "a table of 3 rows", "a table of 4 rows", "a one-hot vector of 5 entries");
  }

  @Test
  void whatIsReadAtOtherNumbersIsNotAmongThem() {
    Expr table = evaluation.fed(new double[6], Shape.of(6));
    Expr read = table.at(index.plus(1)).plus(index).times(Events.oneHot(index.square(), 5));
    assertThat(read.eventShape()).isEqualTo(Shape.of(5));
    assertThat(Lookups.at(index)).isEmpty();
    assertThat(Lookups.at(table)).isEmpty();
    assertThat(Lookups.at(Expr.of(1))).isEmpty();
  }

  @Test
  void sizesAreSaid() {
    Lookups.Lookup lookup = new Lookups.Lookup("a table of %d rows", 5);
    assertThat(lookup).hasToString("a table of 5 rows");
    assertThat(lookup.of(6)).isEqualTo("a table of 6 rows");
  }
}
