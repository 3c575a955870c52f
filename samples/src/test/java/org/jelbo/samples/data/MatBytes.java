package org.jelbo.samples.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** MATLAB files for the tests. */
public final class MatBytes {
  private final Mat5File file = Mat5.newMatFile();

  /** A file of images whose pixels tell where they are, and of their labels. */
  static MatBytes svhn(int... labels) {
    return new MatBytes().add("X", images(labels.length)).add("y", labels(labels));
  }

  /** A file of coloured images of 32 x 32. */
  public static MatBytes svhn(ImageSet set) {
    Matrix images = Mat5.newMatrix(Mat5.dims(32, 32, 3, set.count()), MatlabType.UInt8);
    int[] labels = new int[set.count()];
    ByteBuffer pixels = set.pixels();
    for (int n = 0; n < set.count(); n++) {
      labels[n] = set.label(n) == 0 ? 10 : set.label(n);
      for (int place = 0; place < 32 * 32 * 3; place++) {
        int[] index = {place / 96, place / 3 % 32, place % 3, n};
        images.setInt(index, Byte.toUnsignedInt(pixels.get()));
      }
    }
    return new MatBytes().add("X", images).add("y", labels(labels));
  }

  MatBytes add(String name, Array array) {
    file.addArray(name, array);
    return this;
  }

  /** Compressed, as MATLAB saves files unless it is told otherwise. */
  public Path write(Path path) throws IOException {
    return write(path, Deflater.BEST_SPEED);
  }

  Path write(Path path, int level) throws IOException {
    Files.deleteIfExists(path);
    try (Sink sink = Sinks.newStreamingFile(path.toFile())) {
      Mat5.newWriter(sink).setDeflateLevel(level).writeMat(file);
    }
    return path;
  }

  /** What {@link #images} has at a place. */
  static int pixel(int image, int y, int x, int colour) {
    return (71 * image + 7 * y + 3 * x + 50 * colour) % 256;
  }

  static Matrix images(int count) {
    Matrix images = Mat5.newMatrix(Mat5.dims(32, 32, 3, count), MatlabType.UInt8);
    for (int n = 0; n < count; n++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          for (int colour = 0; colour < 3; colour++) {
            images.setInt(new int[] {y, x, colour, n}, pixel(n, y, x, colour));
          }
        }
      }
    }
    return images;
  }

  static Matrix labels(int... labels) {
    Matrix column = Mat5.newMatrix(labels.length, 1, MatlabType.UInt8);
    for (int i = 0; i < labels.length; i++) {
      column.setInt(i, labels[i]);
    }
    return column;
  }
}
