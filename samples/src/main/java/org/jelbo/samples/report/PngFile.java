package org.jelbo.samples.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jelbo.inference.file.OutputFile;

/** Writes pictures as PNG files, whole or not at all. */
final class PngFile {
  private PngFile() {}

  /** Writes a file; missing folders are made. */
  static void write(Path file, Raster picture) {
    new OutputFile(file).write(out -> out.write(encode(picture)));
  }

  static byte[] encode(Raster picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        image.setRGB(x, y, picture.colour(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JDK has no PNG writer");
    }
    return out.toByteArray();
  }
}
