package org.jelbo.samples.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that an experiment reads.
 *
 * @param what they are, in words
 * @param names of the files, none where nothing is read
 * @param from where they can be had
 * @param instead what is drawn where there is no folder; empty where there has to be one
 */
public record DataFiles(String what, List<String> names, String from, String instead) {
  /** An experiment that reads nothing. */
  public static final DataFiles NONE = new DataFiles("nothing", List.of(), "", "");

  /** Handwritten digits in grey. */
  public static final DataFiles MNIST =
      new DataFiles(
          "the four files of MNIST",
          List.of(
              "train-images-idx3-ubyte.gz",
              "train-labels-idx1-ubyte.gz",
              "t10k-images-idx3-ubyte.gz",
              "t10k-labels-idx1-ubyte.gz"),
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "");

  /** Handwritten digits, binarized once and for all, without labels. */
  public static final DataFiles BINARIZED_MNIST =
      new DataFiles(
          "the three files of binarized MNIST",
          List.of(
              "binarized_mnist_train.amat",
              "binarized_mnist_valid.amat",
              "binarized_mnist_test.amat"),
          "http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/",
          "");

  /** House numbers in colour; those drawn by Jelbo where there are no files. */
  public static final DataFiles SVHN =
      new DataFiles(
          "the two files of SVHN",
          List.of("train_32x32.mat", "test_32x32.mat"),
          "http://ufldl.stanford.edu/housenumbers/",
          "street-digits, drawn by Jelbo");

  /** Copies the names. */
  public DataFiles {
    names = List.copyOf(names);
  }

  /** Whether there is no experiment without a folder of them. */
  public boolean areRequired() {
    return !names.isEmpty() && instead.isEmpty();
  }

  /** What is needed, in a line. */
  public String described() {
    if (names.isEmpty()) {
      return what;
    }
    return (instead.isEmpty() ? "" : instead + ", or ") + sourced();
  }

  /** The files and where they can be had. */
  String sourced() {
    return what + " (" + from + ")";
  }

  /**
   * Refuses a folder that is not there, one that is missing, and one without use.
   *
   * @param experiment its name
   * @param isQuick whether drawn digits serve as well
   */
  void require(String experiment, @Nullable Path folder, boolean isQuick) {
    if (folder == null) {
      if (areRequired() && !isQuick) {
        throw Messages.noFiles(experiment, this);
      }
    } else if (names.isEmpty()) {
      throw Messages.folderUnread(experiment, folder);
    } else if (!Files.isDirectory(folder)) {
      throw Messages.noFilesAt(experiment, this, folder);
    }
  }
}
