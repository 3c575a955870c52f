package org.jelbo.samples.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;

/** A picture that can be written as PNG. Immutable; the same bits on every machine and JDK. */
public abstract sealed class Picture
    permits CurvePicture,
        ImageGrid,
        KlBars,
        ProbabilitySurface,
        ScatterPicture,
        SideBySide,
        TrajectoryPicture {
  Picture() {}

  abstract Raster draw();

  /** The numbers of a chart that can be drawn again from them; empty for images and the like. */
  public Optional<ChartNumbers> numbers() {
    return Optional.empty();
  }

  /**
   * Writes the picture as PNG: the file appears whole or not at all, and replaces an older one.
   * Missing folders are made.
   *
   * @param file where to
   * @throws JelboException if it cannot be written
   */
  public final void write(Path file) {
    PngFile.write(file, draw());
  }

  /**
   * The picture as PNG, for a page that carries its pictures inside.
   *
   * @return the bytes of the file that {@link #write} writes
   */
  public final byte[] png() {
    try {
      return PngFile.encode(draw());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
