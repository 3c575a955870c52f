package org.jelbo.inference.data;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * The rows of a column as they are stored, and how a graph reads them: numbers of a wide storage
 * are divided in double precision, then cast to the precision of the graph, then transformed.
 */
public final class StoredRows {
  private final Storage storage;
  private final Shape rowShape;
  private final Transforms wide;
  private final Transforms narrow;

  StoredRows(Storage storage, Shape rowShape, Transforms transforms) {
    this.storage = storage;
    this.rowShape = rowShape;
    wide = transforms.wide(storage.isWiderThanSingle());
    narrow = transforms.narrow(storage.isWiderThanSingle());
  }

  /** The storage type. */
  public Class<? extends TNumber> type() {
    return storage.type();
  }

  /**
   * Some rows, {@code [rows, row shape...]}; the caller closes the tensor.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public Tensor tensor(int from, int to) {
    int width = Math.toIntExact(rowShape.size());
    return storage.tensor(from * width, rowShape.prepend(to - from));
  }

  /** Whether {@link #divided} does anything. */
  public boolean isDivided() {
    return !wide.isEmpty();
  }

  /**
   * The numbers after divisions that are done in double precision because they were not rounded
   * yet.
   *
   * @param stored {@code [plate, row shape...]}, in float64
   */
  public Expr divided(Expr stored) {
    return wide.divided(stored);
  }

  /**
   * The values that are read.
   *
   * @param stored after {@link #divided}: {@code [plate, row shape...]}, in the precision of the
   *     graph
   * @param noise for binarizing
   */
  public Expr transformed(Expr stored, NoiseStream noise) {
    return narrow.applied(stored, noise);
  }
}
