package org.jelbo.samples.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;

/**
 * The four files of MNIST in a folder. Each may be packed by gzip, with or without the ending
 * {@code .gz}, and be named {@code train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}.
 * They may also be those of EMNIST's splits {@code mnist} and {@code digits}, named {@code
 * emnist-digits-train-images-idx3-ubyte} and so on, whose images are turned as those of MNIST.
 *
 * <p>Source: G. Cohen, S. Afshar, J. Tapson, A. van Schaik, "EMNIST: an extension of MNIST to
 * handwritten letters", 2017.
 */
public final class MnistFolder {
  private static final String IMAGES = "idx3-ubyte";
  private static final String LABELS = "idx1-ubyte";
  private static final int SIDE = 28;
  private static final int MAX_LABEL = 9;

  /** Where others put the files: torchvision in the last two. */
  private static final List<String> SUBFOLDERS =
      List.of("", "mnist", "MNIST", "raw", "gzip", "MNIST/raw", "EMNIST/raw");

  /** What the names begin with: those of MNIST, and of EMNIST's splits of ten digits. */
  private static final List<String> PREFIXES = List.of("", "emnist-mnist-", "emnist-digits-");

  private final Path folder;
  private final String prefix;

  private MnistFolder(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /**
   * The files in a folder or, if it has no training images, in its subfolder {@code mnist}, {@code
   * MNIST}, {@code raw}, {@code gzip}, or where torchvision puts them. Nothing is read yet.
   *
   * @param folder the folder or its parent
   * @return the folder
   * @throws JelboException if there is no such folder
   */
  public static MnistFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Messages.noFolder(folder);
    }
    for (String subfolder : SUBFOLDERS) {
      for (String prefix : PREFIXES) {
        MnistFolder found = new MnistFolder(folder.resolve(subfolder), prefix);
        if (found.find("train-images", IMAGES).isPresent()) {
          return found;
        }
      }
    }
    Path inner = folder.resolve("mnist");
    return new MnistFolder(Files.isDirectory(inner) ? inner : folder, "");
  }

  /**
   * Reads the training set: 60,000 images of 28 x 28 in the official files.
   *
   * @return the labelled images
   * @throws JelboException if a file is missing, damaged, or not of ten digits of 28 x 28 pixels
   */
  public ImageSet train() {
    return read("train");
  }

  /**
   * Reads the test set: 10,000 images of 28 x 28 in the official files.
   *
   * @return the labelled images
   * @throws JelboException if a file is missing, damaged, or not of ten digits of 28 x 28 pixels
   */
  public ImageSet test() {
    return read(prefix.isEmpty() ? "t10k" : "test");
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private ImageSet read(String part) {
    Path images = file(part + "-images", IMAGES);
    Path labels = file(part + "-labels", LABELS);
    ImageSet stored = IdxFile.read(images, labels);
    ImageSet set = prefix.isEmpty() ? stored : stored.transposed();
    if (set.height() != SIDE || set.width() != SIDE) {
      throw Messages.notMnistSize(images, set.height(), set.width());
    }
    for (int row = 0; row < set.count(); row++) {
      if (set.label(row) > MAX_LABEL) {
        throw Messages.labelOutOfRange(labels, row, set.label(row));
      }
    }
    return set;
  }

  private Path file(String stem, String ending) {
    return find(stem, ending)
        .orElseThrow(() -> Messages.noMnistFile(folder, prefix + stem, ending, names()));
  }

  private Optional<Path> find(String stem, String ending) {
    return Stream.of("-", ".")
        .map(mark -> prefix + stem + mark + ending)
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst();
  }

  /** What the folder has; nothing where it cannot be read. */
  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
