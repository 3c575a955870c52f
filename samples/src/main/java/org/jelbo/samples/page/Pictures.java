package org.jelbo.samples.page;

import java.util.List;

/** Pictures, one below the other. */
public record Pictures(String heading, List<Picture> pictures) implements Section {
  /** Copies the list. */
  public Pictures {
    pictures = List.copyOf(pictures);
  }
}
