package org.jelbo.inference.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jelbo.usage.Entry;

/** The entries of an archive by name, and archives of changed ones. */
final class Archive {
  private Archive() {}

  static Map<String, byte[]> arrays(Path file) throws IOException {
    Map<String, byte[]> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        arrays.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return arrays;
  }

  static void rewrite(Path file, UnaryOperator<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> changed = change.apply(arrays(file));
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> array : changed.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey()));
        zip.write(array.getValue());
      }
    }
  }

  static Map<String, byte[]> with(Map<String, byte[]> arrays, String name, byte[] array) {
    Map<String, byte[]> changed = new TreeMap<>(arrays);
    changed.put(name, array);
    return changed;
  }

  static Map<String, byte[]> without(Map<String, byte[]> arrays, String name) {
    Map<String, byte[]> changed = new TreeMap<>(arrays);
    changed.remove(name);
    return changed;
  }

  static Map<String, byte[]> renamed(Map<String, byte[]> arrays, String from, String to) {
    return with(without(arrays, from), to, Entry.of(arrays, from));
  }
}
