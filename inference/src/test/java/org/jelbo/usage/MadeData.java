package org.jelbo.usage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.program.TraceTable;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Description;
import org.jelbo.inference.objective.Objective;

/**
 * Data for an objective: each event is zeros and a last 1, which most families have, as a vector, a
 * number, a label and a mask.
 */
final class MadeData {
  private static final int ROWS = 3;

  private MadeData() {}

  /** Three rows of every input and given site. */
  static Data of(Objective objective) {
    Description described = objective.describe();
    Map<String, Column> columns = new LinkedHashMap<>();
    Stream.of(described.model(), described.guide())
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.kind().equals("input") || row.origin().equals("given"))
        .forEach(row -> columns.put(row.site(), column(row)));
    return Data.of(columns.values().toArray(new Column[0]));
  }

  private static Column column(TraceTable.Row row) {
    LongStream plates =
        row.axes().asList().stream()
            .filter(axis -> axis instanceof Axis.Plate plate && !plate.isOfData())
            .mapToLong(axis -> ((Axis.Plate) axis).size());
    long[] shape = LongStream.concat(plates, Arrays.stream(row.eventShape().asArray())).toArray();
    int event = (int) row.eventShape().size();
    double[] values = new double[ROWS * (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int last = event - 1; last < values.length; last += event) {
      values[last] = 1;
    }
    Column column = Column.ofDoubles(row.site(), values, shape);
    return row.support().startsWith("one-hot") ? column.counts() : column;
  }
}
