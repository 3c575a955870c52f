package org.jelbo.samples.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;

/**
 * MNIST binarized once and for all, without labels: the files {@code binarized_mnist_train.amat},
 * {@code binarized_mnist_valid.amat} and {@code binarized_mnist_test.amat} in a folder, plain or
 * packed by gzip and then with or without the ending {@code .gz}. Bounds of these images are not
 * comparable with those of images that are binarized afresh.
 *
 * <p>Source: R. Salakhutdinov, I. Murray, "On the quantitative analysis of deep belief networks",
 * 2008.
 */
public final class BinarizedMnistFolder {
  private static final int SIDE = 28;
  private static final List<String> SUBFOLDERS = List.of("", "binarized-mnist", "binarized_mnist");

  private final Path folder;
  private final List<Integer> counts;

  private BinarizedMnistFolder(Path folder, List<Integer> counts) {
    this.folder = folder;
    this.counts = counts;
  }

  /**
   * The files in a folder or, if it has none of them, in its subfolder {@code binarized-mnist} or
   * {@code binarized_mnist}. Nothing is read yet.
   *
   * @param folder the folder or its parent
   * @return the folder
   * @throws JelboException if there is no such folder
   */
  public static BinarizedMnistFolder of(Path folder) {
    return of(folder, List.of(50_000, 10_000, 10_000));
  }

  /**
   * Files of other lengths.
   *
   * @param counts lines of the training, the validation and the test set
   */
  static BinarizedMnistFolder of(Path folder, List<Integer> counts) {
    if (!Files.isDirectory(folder)) {
      throw Messages.noFolder(folder);
    }
    Path found =
        SUBFOLDERS.stream()
            .map(folder::resolve)
            .filter(each -> Files.exists(file(each, "train")))
            .findFirst()
            .orElse(folder);
    return new BinarizedMnistFolder(found, counts);
  }

  /**
   * Reads the training set.
   *
   * @return 50,000 images of 28 x 28, 0 or 255
   * @throws JelboException if the file is missing or not as it should be
   */
  public ImageSet train() {
    return read("train", counts.get(0));
  }

  /**
   * Reads the validation set.
   *
   * @return 10,000 images of 28 x 28, 0 or 255
   * @throws JelboException if the file is missing or not as it should be
   */
  public ImageSet validation() {
    return read("valid", counts.get(1));
  }

  /**
   * Reads the test set.
   *
   * @return 10,000 images of 28 x 28, 0 or 255
   * @throws JelboException if the file is missing or not as it should be
   */
  public ImageSet test() {
    return read("test", counts.get(2));
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private ImageSet read(String part, int count) {
    Path file = file(folder, part);
    if (!Files.exists(file)) {
      throw AmatMessages.noBinarizedFile(file);
    }
    return AmatFile.read(file, SIDE, SIDE, count);
  }

  /** The one that there is. */
  private static Path file(Path folder, String part) {
    String name = "binarized_mnist_" + part + ".amat";
    return Stream.of(name, name + ".gz")
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElse(folder.resolve(name));
  }
}
