package org.jelbo.inference.compilation;

import org.jelbo.inference.data.Column;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** Where the rows of a batch come from. */
@FunctionalInterface
interface Columns {
  /** The batch's rows of a column as they are stored, {@code [rows, row shape...]}. */
  Operand<? extends TNumber> stored(Column column);
}
