package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Rows of tables, entries of vectors, and products of them. */
final class TableTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final double[] TABLE = {1, 2, 3, 4, 5, 6};
  private static final Shape THREE_BY_TWO = Shape.of(3, 2);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final Expr table = evaluation.fed(TABLE, THREE_BY_TWO);
  private final Expr index = evaluation.fed(new double[] {2, 0, 2}, Shape.of(3), ROWS);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void rowsOfTablesFollowTheIndex() {
    Expr found = table.at(index);
    assertThat(found.axes()).isEqualTo(Axes.of(ROWS));
    assertThat(found.eventShape()).isEqualTo(Shape.of(2));
    assertThat(evaluation.values(found)).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(evaluation.values(Expr.of(TABLE, THREE_BY_TWO).at(index)))
        .containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(evaluation.values(table.at(Expr.of(1)))).containsExactly(3, 4);
    assertThat(Expr.of(TABLE, THREE_BY_TWO).at(Expr.of(1)).constant()).containsExactly(3, 4);
  }

  @Test
  void gradientsOfTablesCountHowOftenRowsAreTaken() {
    assertThat(evaluation.gradient(table.at(index), table)).containsExactly(1, 1, 0, 0, 2, 2);
  }

  @Test
  void whatIsNoTableOrIndexIsRefused() {
    assertThatThrownBy(() -> index.at(Expr.of(0)))
        .hasMessageContaining("expected a table of rows without axes, but got value [rows] []");
    assertThatThrownBy(() -> table.at(table))
        .hasMessageContaining("expected one whole number for an index, but got value [] [3, 2]");
    assertThatThrownBy(() -> table.at(Expr.of(3)))
        .hasMessageContaining("expected a whole number from 0 to 2 for an index, but got 3.0");
    assertThatThrownBy(() -> table.at(Expr.of(0.5))).hasMessageContaining("but got 0.5");
    assertThatThrownBy(() -> Events.entries(table, 1, 3))
        .hasMessageContaining("expected entries 1 to 3 to lie in 0 to 2 and be at least one");
  }

  @Test
  void rowsAtFractionsAreNotNumeric() {
    Expr fractions = evaluation.fed(new double[] {1.9, 1, -0.5}, Shape.of(3), ROWS);
    assertThat(evaluation.values(table.at(fractions)))
        .containsExactly(Double.NaN, Double.NaN, 3, 4, Double.NaN, Double.NaN);
  }

  @Test
  void entriesAndProducts() {
    assertThat(evaluation.values(Events.entries(table, 1, 2))).containsExactly(2, 4, 6);
    assertThat(evaluation.values(Events.withZero(table)))
        .containsExactly(1, 2, 0, 3, 4, 0, 5, 6, 0);
    assertThat(evaluation.scalar(table.at(Expr.of(0)).dot(table.at(Expr.of(2))))).isEqualTo(17);
  }
}
