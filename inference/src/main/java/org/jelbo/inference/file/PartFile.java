package org.jelbo.inference.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file beside its place that takes the name when it is whole. Its own name says which process
 * writes it, so that those of processes that are gone can be removed, and no two write the same.
 *
 * @param path in the folder of its place
 */
record PartFile(Path path) {
  private static final String BEGINNING = ".jelbo-";
  private static final String END = ".part";

  /** One that is not there yet; others in the folder whose process is gone are removed. */
  static PartFile beside(Path place) {
    removeLost(place);
    String name = BEGINNING + ProcessMark.own().tag() + "-" + UUID.randomUUID() + END;
    return new PartFile(place.resolveSibling(name));
  }

  static boolean isName(String name) {
    return name.startsWith(BEGINNING) && name.endsWith(END);
  }

  private static void removeLost(Path place) {
    Path folder = place.getParent();
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, BEGINNING + "*" + END)) {
      for (Path part : parts) {
        String tag = part.getFileName().toString().substring(BEGINNING.length());
        if (ProcessMark.isGone(tag)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      // They are in nobody's way.
    }
  }

  /** Makes it, empty. */
  void begin() throws IOException {
    Files.createFile(path);
  }

  /** On the disk when this returns. */
  void write(OutputFile.Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  void moveTo(Path place) throws IOException {
    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Where it is still there. */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next to write beside it removes it.
    }
  }
}
