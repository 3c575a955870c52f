package org.jelbo.samples.experiment;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.jelbo.samples.data.ImageSet;

/**
 * Which training images have labels that are seen.
 *
 * @param description for settings and reports
 * @param chosen their rows in a training set; a row may occur twice, and counts twice
 */
public record LabelledRows(String description, Function<ImageSet, int[]> chosen) {
  /** The first so many images of each class. */
  public static LabelledRows firstOfEach(int count) {
    return new LabelledRows(
        "the first " + count + " of each class",
        images ->
            IntStream.range(0, 256)
                .flatMap(label -> ofLabel(images, label).limit(count))
                .sorted()
                .toArray());
  }

  /** Some rows of one training set. */
  public static LabelledRows of(String description, int... rows) {
    int[] copy = rows.clone();
    return new LabelledRows(description, images -> copy.clone());
  }

  /** The labelled images of a training set. */
  public ImageSet of(ImageSet train) {
    return train.rows(chosen.apply(train));
  }

  private static IntStream ofLabel(ImageSet images, int label) {
    return IntStream.range(0, images.count()).filter(row -> images.label(row) == label);
  }
}
