package org.jelbo.inference.runtime;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * The libraries that TensorFlow 2.18 opens before it uses a graphics card, on Linux. Each is taken
 * from the class path, where the jar {@code org.bytedeco:cuda} has them for a build with the
 * profile {@code cuda}, or else found by the system.
 */
public final class CudaLibraries {
  private static final String PLACE = "org/bytedeco/cuda/linux-x86_64/";
  private static final String CUDA = "CUDA 12.5 or newer";

  /**
   * A library.
   *
   * @param file its name
   * @param of what it comes with
   */
  public record Library(String file, String of) {}

  private static final List<Library> NEEDED =
      List.of(
          new Library("libcuda.so.1", "NVIDIA's driver"),
          new Library("libcudart.so.12", CUDA),
          new Library("libcublasLt.so.12", CUDA),
          new Library("libcublas.so.12", CUDA),
          new Library("libcufft.so.11", CUDA),
          new Library("libcusparse.so.12", CUDA),
          new Library("libcusolver.so.11", CUDA),
          new Library("libcudnn.so.9", "cuDNN 9.3 or newer"));

  /** Those of the jar, each after all that it is linked to; cuDNN opens its parts by itself. */
  private static final List<String> LOADED =
      List.of(
          "libcudart.so.12",
          "libnvJitLink.so.12",
          "libnvrtc.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcupti.so.12",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn.so.9");

  private CudaLibraries() {}

  /**
   * Loads those that are on the class path, so that TensorFlow finds them by their names when it
   * opens them; must come before TensorFlow.
   *
   * @return the files that were loaded
   */
  static List<String> load(ClassLoader classPath) {
    List<String> loaded = new ArrayList<>();
    for (String file : LOADED) {
      URL resource = classPath.getResource(PLACE + file);
      if (resource != null && isLoaded(resource)) {
        loaded.add(file);
      }
    }
    return loaded;
  }

  /** One that cannot be loaded is {@link #missing} later, by its name. */
  private static boolean isLoaded(URL resource) {
    try {
      System.load(Loader.cacheResource(resource).getPath());
      return true;
    } catch (IOException | UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** Those that a graphics card needs and that cannot be opened. */
  public static List<Library> missing() {
    return missing(NEEDED);
  }

  static List<Library> missing(List<Library> needed) {
    NativeLibrary.require();
    return needed.stream().filter(library -> !opens(library)).toList();
  }

  private static boolean opens(Library library) {
    try {
      Loader.loadGlobal(library.file());
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
