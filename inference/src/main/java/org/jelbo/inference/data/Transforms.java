package org.jelbo.inference.data;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** What is done to the rows of a column when they are read, in order. Immutable. */
record Transforms(List<Transform> all) {
  static final Transforms NONE = new Transforms(List.of());

  Transforms {
    all = List.copyOf(all);
  }

  Transforms and(Transform transform) {
    List<Transform> more = new ArrayList<>(all);
    more.add(transform);
    return new Transforms(more);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether numbers stay what they are, but for divisions. */
  boolean onlyDivide() {
    return divisions() == all.size();
  }

  /** The divisions that come before all else. */
  private int divisions() {
    int count = 0;
    while (count < all.size() && all.get(count).scale().isPresent()) {
      count++;
    }
    return count;
  }

  /** What the numbers are divided by before anything else is done to them. */
  double divisor() {
    return all.subList(0, divisions()).stream()
        .mapToDouble(transform -> transform.scale().getAsDouble())
        .reduce(1, (product, scale) -> product * scale);
  }

  /** The shape of a row as it is read. */
  Shape shapeAfter(Shape stored) {
    Shape shape = stored;
    for (Transform transform : all) {
      shape = transform.shapeAfter(shape);
    }
    return shape;
  }

  /** Those that are done in the precision of the storage, where it is wide: the divisions. */
  Transforms wide(boolean isStoredWide) {
    return isStoredWide ? new Transforms(all.subList(0, divisions())) : NONE;
  }

  /** All but {@link #wide}. */
  Transforms narrow(boolean isStoredWide) {
    return isStoredWide ? new Transforms(all.subList(divisions(), all.size())) : this;
  }

  /** Numbers divided, where there are divisions alone. */
  Expr divided(Expr stored) {
    Expr value = stored;
    for (Transform transform : all) {
      value = value.dividedBy(transform.scale().getAsDouble());
    }
    return value;
  }

  /** Numbers transformed, with the noise of binarizing. */
  Expr applied(Expr stored, NoiseStream noise) {
    Expr value = stored;
    for (Transform transform : all) {
      value = transform.apply(value, noise);
    }
    return value;
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
