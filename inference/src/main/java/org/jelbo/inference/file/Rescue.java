package org.jelbo.inference.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * Where something was saved that cannot be made again.
 *
 * @param path where it is
 * @param because why it is not where it was to be; null where it is
 */
public record Rescue(Path path, @Nullable JelboException because) {
  /**
   * Writes where it was to be or, where that cannot be written to any more, in the current folder,
   * the user's or the one for temporary files, under a name that is free.
   *
   * @param wanted where it is to be
   * @param write writes to a place; a refusal that is caused by the system leads to the next place
   * @return where it is
   * @throws JelboException where there is no place at all
   */
  public static Rescue of(Path wanted, Consumer<Path> write) {
    return of(wanted, write, places());
  }

  static Rescue of(Path wanted, Consumer<Path> write, List<Path> places) {
    try {
      write.accept(wanted);
      return new Rescue(wanted, null);
    } catch (JelboException e) {
      if (!(e.getCause() instanceof IOException)) {
        throw e;
      }
      return inNextPlace(wanted, write, places, e);
    }
  }

  private static Rescue inNextPlace(
      Path wanted, Consumer<Path> write, List<Path> places, JelboException because) {
    for (Path folder : places) {
      Path place = free(folder.toAbsolutePath(), name(wanted.toAbsolutePath()));
      try {
        write.accept(place);
        return new Rescue(place, because);
      } catch (JelboException e) {
        because.addSuppressed(e);
      }
    }
    throw because.and("nor could it be written in " + Messages.listed(places));
  }

  /** Why it is not where it was to be, and where it is instead; empty where it is there. */
  public Optional<JelboException> elsewhere() {
    return Optional.ofNullable(because).map(why -> why.and("it is in '" + path + "' instead"));
  }

  /** With that of its folder, which says of what it is. */
  private static String name(Path wanted) {
    Path folder = wanted.getParent() == null ? null : wanted.getParent().getFileName();
    return folder == null ? "" + wanted.getFileName() : folder + "-" + wanted.getFileName();
  }

  private static Path free(Path folder, String name) {
    Path place = folder.resolve(name);
    for (int i = 2; Files.exists(place); i++) {
      place = folder.resolve(i + "-" + name);
    }
    return place;
  }

  private static List<Path> places() {
    List<Path> places = new ArrayList<>();
    places.add(Path.of(""));
    for (String property : new String[] {"user.home", "java.io.tmpdir"}) {
      String folder = System.getProperty(property);
      if (folder != null) {
        places.add(Path.of(folder));
      }
    }
    return places;
  }
}
