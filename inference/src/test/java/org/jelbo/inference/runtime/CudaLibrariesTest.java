package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelbo.inference.runtime.CudaLibraries.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CudaLibrariesTest {
  @TempDir private Path folder;

  @Test
  void whatTheSystemOpensIsNotMissing() {
    Library absent = new Library("libabsent.so.12", "nothing");
    assertThat(CudaLibraries.missing(List.of(new Library("libc.so.6", "the system"), absent)))
        .containsExactly(absent);
  }

  @Test
  void thoseOnTheClassPathAreLoadedAndOthersAreNot() throws IOException {
    Path place = Files.createDirectories(folder.resolve("org/bytedeco/cuda/linux-x86_64"));
    Files.copy(
        Path.of(System.getProperty("java.home"), "lib", "libprefs.so"),
        place.resolve("libcudart.so.12"));
    Files.writeString(place.resolve("libcufft.so.11"), "no library");
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(CudaLibraries.load(classPath)).containsExactly("libcudart.so.12");
    }
    assertThat(CudaLibraries.load(getClass().getClassLoader())).isEmpty();
  }
}
