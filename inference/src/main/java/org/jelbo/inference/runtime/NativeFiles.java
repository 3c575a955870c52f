package org.jelbo.inference.runtime;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * The libraries in TensorFlow's jar for a platform, and where they are unpacked.
 *
 * @param jar the name of the jar
 * @param folder of the unpacked libraries
 * @param sizes in bytes, by the name of the library
 */
public record NativeFiles(String jar, Path folder, Map<String, Long> sizes) {
  /** The library for graphics cards stands in a folder of its own, and goes before the other. */
  private static final List<String> KINDS = List.of("-gpu", "");

  /** Copies the sizes. */
  public NativeFiles {
    sizes = Map.copyOf(sizes);
  }

  /** Those of this platform; empty where no jar on the class path has them. */
  static Optional<NativeFiles> found() {
    return KINDS.stream()
        .map(kind -> "org/tensorflow/internal/c_api/" + Loader.getPlatform() + kind + "/")
        .flatMap(place -> in(place).stream())
        .findFirst();
  }

  private static Optional<NativeFiles> in(String place) {
    URL library =
        TensorFlow.class.getResource("/" + place + System.mapLibraryName("jnitensorflow"));
    try {
      return library != null && library.openConnection() instanceof JarURLConnection connection
          ? Optional.of(of(connection, place))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static NativeFiles of(JarURLConnection connection, String place) throws IOException {
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      String name = String.valueOf(Path.of(jar.getName()).getFileName());
      Map<String, Long> sizes = new LinkedHashMap<>();
      for (JarEntry entry : jar.stream().toList()) {
        String file = entry.getName();
        if (file.startsWith(place) && isLibrary(file)) {
          sizes.put(file.substring(place.length()), entry.getSize());
        }
      }
      Path cache = Loader.getCacheDir().toPath();
      return new NativeFiles(name, cache.resolve(name).resolve(place), sizes);
    }
  }

  private static boolean isLibrary(String file) {
    return file.contains(".so") || file.endsWith(".dylib") || file.endsWith(".dll");
  }

  /** The sum of the sizes, in bytes. */
  public long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many bytes are not unpacked, or not whole. */
  long missingBytes() {
    return sizes.entrySet().stream()
        .filter(file -> size(folder.resolve(file.getKey())) != file.getValue())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many bytes the disk of the folder has left. */
  long usableBytes() {
    for (Path place = folder; place != null; place = place.getParent()) {
      try {
        return Files.getFileStore(place).getUsableSpace();
      } catch (IOException e) {
        // Not made yet: that of the folder it would be made in.
      }
    }
    return Long.MAX_VALUE;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }
}
