package org.jelbo.samples.report;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Text of one size in Liberation Sans, whose outlines FontBox reads: it needs no fonts of the
 * machine, and looks the same everywhere. A character that the font lacks is shown as a frame.
 */
final class Lettering {
  /** Of the labels of axes, legends and rows. */
  static final Lettering SMALL = new Lettering(14);

  /** Of titles. */
  static final Lettering LARGE = new Lettering(17);

  /** In the jar of PDFBox, which uses it where a document has no font of its own. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** The height of a capital letter as a share of the size. */
  private static final double CAPITALS = 0.729;

  private final double size;

  private Lettering(double size) {
    this.size = size;
  }

  /** The outlines, read when the first text is written. */
  private static final class Outlines {
    static final TrueTypeFont FONT = read();
    static final CmapLookup CHARACTERS = characters();

    private Outlines() {}

    private static TrueTypeFont read() {
      try (InputStream in =
          Objects.requireNonNull(PDDocument.class.getResourceAsStream(Lettering.FONT))) {
        return new TTFParser().parse(new RandomAccessReadBuffer(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static CmapLookup characters() {
      try {
        return FONT.getUnicodeCmapLookup();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The width of a text, rounded up to pixels. */
  int width(String text) {
    return (int) Math.ceil(text(text, new Path2D.Double()));
  }

  /** The height of a capital letter, rounded to pixels. */
  int height() {
    return (int) Math.round(CAPITALS * size);
  }

  /** Writes a text; its left end and the top of its capitals are at the given pixel. */
  void write(Raster raster, String text, int left, int top, int colour) {
    write(raster, text, AffineTransform.getTranslateInstance(left, top + height()), colour);
  }

  /** Writes a text with its middle at a column of pixels. */
  void writeCentred(Raster raster, String text, int middle, int top, int colour) {
    write(raster, text, middle - width(text) / 2, top, colour);
  }

  /** Writes a text upwards; its capitals begin at {@code left}, and its middle is at a row. */
  void writeUpwards(Raster raster, String text, int left, int middle, int colour) {
    AffineTransform turned =
        AffineTransform.getTranslateInstance(left + height(), middle + width(text) / 2);
    turned.quadrantRotate(-1);
    write(raster, text, turned, colour);
  }

  private void write(Raster raster, String text, AffineTransform to, int colour) {
    Path2D outline = new Path2D.Double();
    text(text, outline);
    outline.transform(to);
    Filling.fill(raster, outline, colour, 1);
  }

  /** Adds the outlines of a text that begins at the origin, and gives its width. */
  private double text(String text, Path2D outline) {
    double x = 0;
    try {
      double scale = size / Outlines.FONT.getUnitsPerEm();
      for (int character : text.codePoints().toArray()) {
        int glyph = Outlines.CHARACTERS.getGlyphId(character);
        outline.append(glyph(glyph, new AffineTransform(scale, 0, 0, -scale, x, 0)), false);
        x += scale * Outlines.FONT.getAdvanceWidth(glyph);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return x;
  }

  private static Path2D glyph(int glyph, AffineTransform to) throws IOException {
    GlyphData shape = Outlines.FONT.getGlyph().getGlyph(glyph);
    // A space has no outline.
    Path2D path = shape == null ? new Path2D.Double() : new Path2D.Double(shape.getPath());
    path.transform(to);
    return path;
  }
}
