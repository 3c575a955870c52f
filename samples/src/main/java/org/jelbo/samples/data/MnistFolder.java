package org.jelbo.samples.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;

/**
 * The four files of MNIST in a folder. Each may be packed by gzip, with or without the ending
 * {@code .gz}, and be named {@code train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}.
 */
public final class MnistFolder {
  private static final String IMAGES = "idx3-ubyte";
  private static final String LABELS = "idx1-ubyte";
  private static final int SIDE = 28;
  private static final int MAX_LABEL = 9;

  private final Path folder;

  private MnistFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The files in a folder or, if it has no training images but a subfolder {@code mnist}, in that.
   * Nothing is read yet.
   *
   * @param folder the folder or its parent
   * @return the folder
   * @throws JelboException if there is no such folder
   */
  public static MnistFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Messages.noFolder(folder);
    }
    Path inner = folder.resolve("mnist");
    boolean direct = find(folder, "train-images", IMAGES).isPresent();
    return new MnistFolder(!direct && Files.isDirectory(inner) ? inner : folder);
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
    return read("t10k");
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private ImageSet read(String part) {
    Path images = file(part + "-images", IMAGES);
    Path labels = file(part + "-labels", LABELS);
    ImageSet set = IdxFile.read(images, labels);
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
    return find(folder, stem, ending).orElseThrow(() -> Messages.noMnistFile(folder, stem, ending));
  }

  private static Optional<Path> find(Path folder, String stem, String ending) {
    return Stream.of("-", ".")
        .flatMap(mark -> Stream.of(stem + mark + ending, stem + mark + ending + ".gz"))
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst();
  }
}
