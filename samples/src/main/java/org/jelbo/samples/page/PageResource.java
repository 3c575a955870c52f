package org.jelbo.samples.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text that comes with the program, lines ended as browsers read them. */
final class PageResource {
  private PageResource() {}

  /** A file of this package. */
  static String ofReport(String name) {
    try (InputStream in = PageResource.class.getResourceAsStream(name)) {
      return text(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a library, by its path in the jar. */
  static String ofLibrary(String path) {
    ClassLoader loader = PageResource.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(path)) {
      return text(path, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name, @Nullable InputStream in) throws IOException {
    if (in == null) {
      throw new IllegalStateException("not on the class path: " + name);
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
