package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jelbo.dsl.error.JelboException;

/**
 * A picture of images in rows and columns, grey or coloured. An intensity of 0 is black and 1 is
 * white, or the full colour; what is outside of [0, 1] is cut to it, and what is not a number is
 * shown as magenta. Rows and columns can have names.
 */
public final class ImageGrid extends Picture {
  private static final int COLOURS = 3;
  private static final int GAP = 1;
  private static final int GAP_COLOUR = 0x30405c;
  private static final int NOT_A_NUMBER = 0xff00ff;

  private final Size size;
  private final List<float[]> images;
  private final int columns;
  private final int scale;
  private final GridNames names;

  private ImageGrid(Size size, List<float[]> images, int columns, int scale, GridNames names) {
    this.size = size;
    this.images = images;
    this.columns = columns;
    this.scale = scale;
    this.names = names;
  }

  /**
   * Grey images in reading order; the last row may be incomplete.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param images at least one, each of shape {@code [height, width]}, row by row
   * @param columns images in a row, at least 1
   * @return a picture with one screen pixel for each pixel of an image
   * @throws JelboException if a size is not positive, there is no image, or one has the wrong size
   */
  public static ImageGrid of(int height, int width, List<float[]> images, int columns) {
    return of(new Size(height, width, 1), images, columns);
  }

  /**
   * Coloured images in reading order; the last row may be incomplete.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param images at least one, each of shape {@code [height, width, 3]}: row by row, red, green
   *     and blue of each pixel
   * @param columns images in a row, at least 1
   * @return a picture with one screen pixel for each pixel of an image
   * @throws JelboException if a size is not positive, there is no image, or one has the wrong size
   */
  public static ImageGrid ofColour(int height, int width, List<float[]> images, int columns) {
    return of(new Size(height, width, COLOURS), images, columns);
  }

  private static ImageGrid of(Size size, List<float[]> images, int columns) {
    size.check();
    positive("columns", columns);
    if (images.isEmpty()) {
      throw Messages.noImages();
    }
    List<float[]> copies = new ArrayList<>();
    for (float[] image : images) {
      if (image.length != size.numbers()) {
        throw size.channels == 1
            ? Messages.pixelCount(copies.size(), size.height, size.width, image.length)
            : Messages.colourCount(copies.size(), size.height, size.width, image.length);
      }
      copies.add(image.clone());
    }
    return new ImageGrid(size, copies, columns, 1, GridNames.NONE);
  }

  /**
   * Pairs of rows: originals, and below each its reconstruction. Black images fill the last pair.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param originals at least one, each of shape {@code [height, width]}, row by row
   * @param reconstructions one for each original, of the same shape
   * @param columns images in a row, at least 1
   * @return a picture with one screen pixel for each pixel of an image
   * @throws JelboException if the lists differ in length, or as in {@link #of}
   */
  public static ImageGrid reconstructions(
      int height, int width, List<float[]> originals, List<float[]> reconstructions, int columns) {
    return reconstructions(new Size(height, width, 1), originals, reconstructions, columns);
  }

  /**
   * Pairs of rows of coloured images, as {@link #reconstructions} has of grey ones.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param originals at least one, each of shape {@code [height, width, 3]}, row by row
   * @param reconstructions one for each original, of the same shape
   * @param columns images in a row, at least 1
   * @return a picture with one screen pixel for each pixel of an image
   * @throws JelboException if the lists differ in length, or as in {@link #ofColour}
   */
  public static ImageGrid reconstructionsOfColour(
      int height, int width, List<float[]> originals, List<float[]> reconstructions, int columns) {
    return reconstructions(new Size(height, width, COLOURS), originals, reconstructions, columns);
  }

  private static ImageGrid reconstructions(
      Size size, List<float[]> originals, List<float[]> reconstructions, int columns) {
    if (originals.size() != reconstructions.size()) {
      throw Messages.unequalPairs(originals.size(), reconstructions.size());
    }
    positive("columns", columns);
    size.check();
    int pairs = originals.size();
    int used = Math.max(1, Math.min(columns, pairs));
    List<float[]> ordered = new ArrayList<>();
    for (int start = 0; start < pairs; start += used) {
      int end = Math.min(start + used, pairs);
      // Blank images fill an incomplete row, so that the reconstructions begin a new one.
      List<float[]> blanks =
          Collections.nCopies(start + used - end, new float[(int) size.numbers()]);
      ordered.addAll(originals.subList(start, end));
      ordered.addAll(blanks);
      ordered.addAll(reconstructions.subList(start, end));
      ordered.addAll(blanks);
    }
    return of(size, ordered, used);
  }

  /**
   * The same picture, larger.
   *
   * @param scale screen pixels along each side of a pixel, at least 1
   * @return the scaled picture
   * @throws JelboException if {@code scale} is not positive
   */
  public ImageGrid withScale(int scale) {
    positive("scale", scale);
    return new ImageGrid(size, images, columns, scale, names);
  }

  /**
   * The same picture with a line of text above.
   *
   * @param title what it says
   * @return the picture with a title
   */
  public ImageGrid withTitle(String title) {
    return named(new GridNames(title, names.rows(), names.columns()));
  }

  /**
   * The same picture with a name left of each row, such as the class of a grid of classes and
   * styles. Where images are too low for it, of every second row, or third, ...
   *
   * @param rows one name for each row
   * @return the picture with names
   * @throws JelboException if there are not as many names as rows
   */
  public ImageGrid withRows(List<String> rows) {
    if (rows.size() != rowCount()) {
      throw Messages.gridNames("row", rowCount(), rows.size());
    }
    return named(new GridNames(names.title(), rows, names.columns()));
  }

  /**
   * The same picture with a name above each column; where images are too narrow for it, above every
   * second, or third, ...
   *
   * @param columns one name for each column
   * @return the picture with names
   * @throws JelboException if there are not as many names as columns
   */
  public ImageGrid withColumns(List<String> columns) {
    if (columns.size() != columnCount()) {
      throw Messages.gridNames("column", columnCount(), columns.size());
    }
    return named(new GridNames(names.title(), names.rows(), columns));
  }

  private ImageGrid named(GridNames others) {
    return new ImageGrid(size, images, columns, scale, others);
  }

  int columnCount() {
    return Math.min(columns, images.size());
  }

  int rowCount() {
    return (images.size() + columnCount() - 1) / columnCount();
  }

  @Override
  Raster draw() {
    int shown = columnCount();
    int across = size.width * scale + GAP;
    int down = size.height * scale + GAP;
    Raster raster =
        Raster.of(
            Math.multiplyExact(shown, across) + GAP,
            Math.multiplyExact(rowCount(), down) + GAP,
            GAP_COLOUR);
    for (int i = 0; i < images.size(); i++) {
      draw(raster, images.get(i), GAP + i % shown * across, GAP + i / shown * down);
    }
    return names.around(raster, across, down);
  }

  private void draw(Raster raster, float[] image, int left, int top) {
    for (int y = 0; y < size.height * scale; y++) {
      for (int x = 0; x < size.width * scale; x++) {
        raster.set(left + x, top + y, colour(image, y / scale * size.width + x / scale));
      }
    }
  }

  private int colour(float[] image, int pixel) {
    int mixed = 0;
    for (int i = 0; i < COLOURS; i++) {
      float intensity = image[pixel * size.channels + Math.min(i, size.channels - 1)];
      if (Float.isNaN(intensity)) {
        return NOT_A_NUMBER;
      }
      mixed = mixed << 8 | (int) (Math.max(0, Math.min(1, intensity)) * 255 + 0.5f);
    }
    return mixed;
  }

  /** Height, width and numbers of a pixel. */
  private record Size(int height, int width, int channels) {
    void check() {
      positive("height", height);
      positive("width", width);
    }

    long numbers() {
      return (long) height * width * channels;
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw Messages.notPositive(name, value);
    }
  }
}
