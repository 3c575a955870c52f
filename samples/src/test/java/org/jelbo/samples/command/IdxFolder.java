package org.jelbo.samples.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.drawing.Digits;

/** A folder with the four files of MNIST's layout, holding a few drawn digits. */
final class IdxFolder {
  private IdxFolder() {}

  static Path of(Path folder, int train, int test) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", Digits.train(0, train));
    write(folder, "t10k", Digits.test(0, test));
    return folder;
  }

  private static void write(Path folder, String stem, ImageSet images) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(16);
    header.putInt(0x803).putInt(images.count()).putInt(images.height()).putInt(images.width());
    ByteBuffer pixels = images.pixels();
    ByteBuffer file = ByteBuffer.allocate(16 + pixels.remaining());
    file.put(header.array()).put(pixels);
    Files.write(folder.resolve(stem + "-images-idx3-ubyte"), file.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + images.count());
    labels.putInt(0x801).putInt(images.count()).put(images.labels());
    Files.write(folder.resolve(stem + "-labels-idx1-ubyte"), labels.array());
  }
}
