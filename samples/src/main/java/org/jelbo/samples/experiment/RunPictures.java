package org.jelbo.samples.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.samples.page.Picture;

/** The pictures of a run's folder, with words for what they show. */
final class RunPictures {
  private static final String PNG = ".png";

  /** In the order to show them; others come after these, by their names. */
  private static final List<Caption> CAPTIONS =
      List.of(
          new Caption("samples", "Images that the model imagines."),
          new Caption("reconstructions", "Held-out images above what the model makes of them."),
          new Caption("curve", "The loss and its parts over the steps of the training."));

  private record Caption(String name, String words) {
    /** Of any picture; one without words is described by its name. */
    static Caption of(String name) {
      return CAPTIONS.stream()
          .filter(caption -> caption.name.equals(name))
          .findFirst()
          .orElse(new Caption(name, "Picture of " + name.replace('-', ' ') + "."));
    }

    /** The known ones first. */
    int place() {
      int known = CAPTIONS.indexOf(this);
      return known < 0 ? CAPTIONS.size() : known;
    }
  }

  private RunPictures() {}

  /** Those of a folder; none where there is no folder. */
  static List<Picture> of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(PNG))
          .map(name -> Caption.of(name.substring(0, name.length() - PNG.length())))
          .sorted(Comparator.comparing(Caption::place).thenComparing(Caption::name))
          .map(caption -> Picture.of(folder.resolve(caption.name() + PNG), caption.words()))
          .toList();
    } catch (IOException e) {
      throw Messages.runUnwritable(folder, e);
    }
  }
}
