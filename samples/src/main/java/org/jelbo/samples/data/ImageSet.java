package org.jelbo.samples.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * Images of one size, grey or coloured, most of them labelled: pixels of shape {@code [count,
 * height, width, channels]} and labels of shape {@code [count]}, both unsigned bytes. A grey image
 * has one channel, 0 is black and 255 is white; a coloured one has three: red, green, blue.
 * Immutable.
 */
public final class ImageSet {
  /** How many images of which size. */
  record Shape(int count, int height, int width, int channels) {
    long bytes() {
      return (long) count * height * width * channels;
    }

    /** Such as {@code 28 x 28}, or {@code 32 x 32 x 3} in colour. */
    String size() {
      String sides = String.format(Locale.ROOT, "%,d x %,d", height, width);
      return channels == 1 ? sides : sides + " x " + channels;
    }
  }

  /** The channels of coloured images: red, green and blue. */
  public static final int COLOURS = 3;

  private static final float WHITE = 255f;

  private final Shape shape;
  private final byte[] pixels;
  private final byte @Nullable [] labels;

  private ImageSet(Shape shape, byte[] pixels, byte @Nullable [] labels) {
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * The grey images with the given pixels. The arrays are taken over, not copied, since they can be
   * large: whoever keeps a reference must not write to them any more.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param pixels unsigned bytes, image by image, row by row: {@code labels.length * height *
   *     width} of them
   * @param labels unsigned bytes, one for each image, at least one
   * @return the set
   * @throws JelboException if the sizes do not fit together or there is no image
   */
  public static ImageSet of(int height, int width, byte[] pixels, byte[] labels) {
    return of(new Shape(labels.length, height, width, 1), pixels, labels);
  }

  /**
   * The coloured images with the given pixels. The arrays are taken over, not copied, as in {@link
   * #of}.
   *
   * @param height rows of one image, at least 1
   * @param width columns of one image, at least 1
   * @param pixels unsigned bytes, image by image, row by row, red, green and blue of each pixel:
   *     {@code labels.length * height * width * 3} of them
   * @param labels unsigned bytes, one for each image, at least one
   * @return the set
   * @throws JelboException if the sizes do not fit together or there is no image
   */
  public static ImageSet ofColour(int height, int width, byte[] pixels, byte[] labels) {
    return of(new Shape(labels.length, height, width, COLOURS), pixels, labels);
  }

  /** Grey images that nobody labelled, taken over as in {@link #of}. */
  static ImageSet unlabelled(int count, int height, int width, byte[] pixels) {
    return of(new Shape(count, height, width, 1), pixels, null);
  }

  private static ImageSet of(Shape shape, byte[] pixels, byte @Nullable [] labels) {
    if (shape.count < 1 || shape.height < 1 || shape.width < 1) {
      throw Messages.emptyShape(shape);
    }
    if (shape.bytes() != pixels.length) {
      throw Messages.wrongPixelCount(shape, pixels.length);
    }
    return new ImageSet(shape, pixels, labels);
  }

  /** The images with rows and columns exchanged. */
  ImageSet transposed() {
    byte[] turned = new byte[pixels.length];
    int size = pixelsPerImage();
    for (int i = 0; i < pixels.length; i++) {
      int within = i % size / shape.channels;
      int row = within % shape.height;
      int column = within / shape.height;
      int from = (row * shape.width + column) * shape.channels + i % shape.channels;
      turned[i] = pixels[i - i % size + from];
    }
    return of(new Shape(shape.count, shape.width, shape.height, shape.channels), turned, labels);
  }

  /** The same images with other labels, as many as there are images. */
  ImageSet withLabels(byte[] others) {
    Shape same = new Shape(others.length, shape.height, shape.width, shape.channels);
    return of(same, pixels, others);
  }

  /**
   * How many images there are.
   *
   * @return at least 1
   */
  public int count() {
    return shape.count;
  }

  /**
   * The height of every image.
   *
   * @return in pixels
   */
  public int height() {
    return shape.height;
  }

  /**
   * The width of every image.
   *
   * @return in pixels
   */
  public int width() {
    return shape.width;
  }

  /**
   * The numbers of one pixel.
   *
   * @return 1 for grey images, 3 for coloured ones
   */
  public int channels() {
    return shape.channels;
  }

  /**
   * The size of one image, with each colour of a pixel counted for itself.
   *
   * @return {@code height * width * channels}
   */
  public int pixelsPerImage() {
    return shape.height * shape.width * shape.channels;
  }

  /**
   * The label of an image.
   *
   * @param row from 0 to {@code count - 1}
   * @return from 0 to 255
   * @throws JelboException if there is no such row, or the images have no labels
   */
  public int label(int row) {
    check(row);
    return Byte.toUnsignedInt(known()[row]);
  }

  /**
   * All labels.
   *
   * @return a copy, unsigned bytes of shape {@code [count]}
   * @throws JelboException if the images have none
   */
  public byte[] labels() {
    return known().clone();
  }

  private byte[] known() {
    if (labels == null) {
      throw Messages.withoutLabels(this);
    }
    return labels;
  }

  /**
   * Whether the images have labels.
   *
   * @return false for a data set that comes without
   */
  public boolean isLabelled() {
    return labels != null;
  }

  /**
   * All pixels, without copying them.
   *
   * @return a read-only buffer of unsigned bytes of shape {@code [count, height, width, channels]}
   */
  public ByteBuffer pixels() {
    return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
  }

  /**
   * The pixels of one image as intensities: byte / 255.
   *
   * @param row from 0 to {@code count - 1}
   * @return a new array of shape {@code [height, width, channels]}, row by row, in [0, 1]
   * @throws JelboException if there is no such row
   */
  public float[] intensities(int row) {
    float[] image = new float[pixelsPerImage()];
    intensities(row, image, 0);
    return image;
  }

  /**
   * Writes the pixels of one image as intensities into a batch: byte / 255.
   *
   * @param row from 0 to {@code count - 1}
   * @param target receives {@code height * width * channels} values in [0, 1]
   * @param offset where in {@code target} the first of them goes
   * @throws JelboException if there is no such row
   * @throws IndexOutOfBoundsException if they do not fit into {@code target}
   */
  public void intensities(int row, float[] target, int offset) {
    check(row);
    int size = pixelsPerImage();
    Objects.checkFromIndexSize(offset, size, target.length);
    int start = row * size;
    for (int i = 0; i < size; i++) {
      target[offset + i] = Byte.toUnsignedInt(pixels[start + i]) / WHITE;
    }
  }

  /**
   * The first images of this set.
   *
   * @param n how many, from 1 to {@code count}
   * @return a set of {@code n} images
   * @throws JelboException if {@code n} is out of range
   */
  public ImageSet first(int n) {
    if (n < 1 || n > shape.count) {
      throw Messages.firstOutOfRange(n, shape.count);
    }
    return new ImageSet(
        new Shape(n, shape.height, shape.width, shape.channels),
        Arrays.copyOf(pixels, n * pixelsPerImage()),
        labels == null ? null : Arrays.copyOf(labels, n));
  }

  /**
   * Some images of this set, in the given order; a row may occur more than once.
   *
   * @param rows at least one, each from 0 to {@code count - 1}
   * @return a set of {@code rows.length} images
   * @throws JelboException if there is no row, one is out of range, or they are too many for one
   *     array
   */
  public ImageSet rows(int... rows) {
    if (rows.length == 0) {
      throw Messages.noRows();
    }
    int size = pixelsPerImage();
    Shape chosen = new Shape(rows.length, shape.height, shape.width, shape.channels);
    if (chosen.bytes() > IdxFile.MAX_BYTES) {
      throw Messages.tooManyRows(chosen);
    }
    byte[] chosenPixels = new byte[rows.length * size];
    byte @Nullable [] chosenLabels = labels == null ? null : new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      check(rows[i]);
      System.arraycopy(pixels, rows[i] * size, chosenPixels, i * size, size);
      if (labels != null && chosenLabels != null) {
        chosenLabels[i] = labels[rows[i]];
      }
    }
    return new ImageSet(chosen, chosenPixels, chosenLabels);
  }

  /**
   * The identity of the data: SHA-256 over count, height, width and, for coloured images, channels
   * as big-endian 32-bit integers, then all pixels, then all labels that there are.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String digest() {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    ByteBuffer header = ByteBuffer.allocate(4 * Integer.BYTES);
    header.putInt(shape.count).putInt(shape.height).putInt(shape.width);
    sha.update((shape.channels == 1 ? header : header.putInt(shape.channels)).flip());
    sha.update(pixels);
    if (labels != null) {
      sha.update(labels);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d images of %s", shape.count, shape.size());
  }

  private void check(int row) {
    if (row < 0 || row >= shape.count) {
      throw Messages.rowOutOfRange(row, shape.count);
    }
  }
}
