package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;

/**
 * What single dimensions of a latent do: one point, moved along one dimension at a time. A row for
 * each dimension, a column for each shift that is added to it. Immutable.
 */
public final class Perturbation {
  private final int[] dimensions;
  private final double[] shifts;

  private Perturbation(int[] dimensions, double[] shifts) {
    this.dimensions = dimensions;
    this.shifts = shifts;
  }

  /**
   * Shifts from {@code -reach} to {@code reach} in even steps.
   *
   * @param dimensions those to move, from 0 on; at least one
   * @param reach the largest shift, above 0 and finite
   * @param columns shifts, an odd number of at least 3, so that the one in the middle is 0
   * @return the perturbation
   * @throws JelboException if one of these is otherwise
   */
  public static Perturbation of(int[] dimensions, double reach, int columns) {
    if (dimensions.length == 0) {
      throw Messages.noDimensions();
    }
    if (!(reach > 0) || !Double.isFinite(reach)) {
      throw Messages.perturbationReach(reach);
    }
    if (columns < 3 || columns % 2 == 0) {
      throw Messages.perturbationColumns(columns);
    }
    int half = columns / 2;
    double[] shifts = new double[columns];
    for (int i = 0; i < columns; i++) {
      shifts[i] = reach * (i - half) / half;
    }
    return new Perturbation(dimensions.clone(), shifts);
  }

  /**
   * The latent points to decode.
   *
   * @param latent the point to move, of shape {@code [dimensions]}
   * @return of shape {@code [rows * columns, dimensions]}: row by row
   * @throws JelboException if a row's dimension is none of the latent's
   */
  public double[][] points(double[] latent) {
    double[][] points = new double[dimensions.length * shifts.length][];
    for (int i = 0; i < points.length; i++) {
      int dimension = dimensions[i / shifts.length];
      if (dimension < 0 || dimension >= latent.length) {
        throw Messages.perturbedDimension(dimension, latent.length);
      }
      points[i] = latent.clone();
      points[i][dimension] += shifts[i % shifts.length];
    }
    return points;
  }

  /**
   * The picture, with the names of dimensions and the shifts beside rows and columns.
   *
   * @param decoded the images of {@link #points}, as many in a row as there are shifts
   * @return the picture
   * @throws JelboException if it has other rows or columns
   */
  public ImageGrid picture(ImageGrid decoded) {
    List<String> rows = new ArrayList<>();
    for (int dimension : dimensions) {
      rows.add("z" + dimension);
    }
    List<String> columns = new ArrayList<>();
    for (double shift : shifts) {
      columns.add(NumberText.number(shift));
    }
    return decoded.withRows(rows).withColumns(columns).withTitle("shift of one latent dimension");
  }
}
