package org.jelbo.samples.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;

/**
 * The files {@code train_32x32.mat} and {@code test_32x32.mat} of SVHN, the street view house
 * numbers of Netzer and others (2011), in a folder: coloured images of 32 x 32 pixels, labelled by
 * the digit in their middle.
 */
public final class SvhnFolder {
  private static final String TRAIN = "train_32x32.mat";
  private static final String TEST = "test_32x32.mat";

  private final Path folder;

  private SvhnFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The files in a folder or, if it has no training images but a subfolder {@code svhn} or {@code
   * svhn-subset}, in that. Nothing is read yet.
   *
   * @param folder the folder or its parent
   * @return the folder
   * @throws JelboException if there is no such folder
   */
  public static SvhnFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Messages.noSvhnFolder(folder);
    }
    for (String name : new String[] {"", "svhn", "svhn-subset"}) {
      Path place = name.isEmpty() ? folder : folder.resolve(name);
      if (Files.exists(place.resolve(TRAIN))) {
        return new SvhnFolder(place);
      }
    }
    return new SvhnFolder(folder);
  }

  /**
   * Reads the training set: 73,257 images in the official file.
   *
   * @return the labelled images, digits from 0 to 9
   * @throws JelboException if the file is missing, damaged, or of another layout
   */
  public ImageSet train() {
    return read(TRAIN);
  }

  /**
   * Reads the test set: 26,032 images in the official file.
   *
   * @return the labelled images, digits from 0 to 9
   * @throws JelboException if the file is missing, damaged, or of another layout
   */
  public ImageSet test() {
    return read(TEST);
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private ImageSet read(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw Messages.noSvhnFile(folder, name);
    }
    return SvhnFile.read(file);
  }
}
