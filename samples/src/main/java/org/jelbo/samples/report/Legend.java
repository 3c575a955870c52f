package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A title with a legend: names, each after its mark, beside the title if there is room, or in lines
 * and even columns below it.
 */
final class Legend {
  private static final int TOP = 16;
  private static final int LINE = 24;

  /** The first row of pixels below a legend of one line. */
  static final int BOTTOM = TOP + LINE;

  /** Between entries. */
  private static final int GAP = 18;

  /** Between a mark and its name. */
  private static final int SPACE = 7;

  private static final Lettering TITLE = Lettering.LARGE;
  private static final Lettering NAME = Lettering.SMALL;

  /** A name and what stands before it. */
  record Entry(String name, Mark mark, int colour) {
    int width() {
      return GAP + mark.width() + SPACE + NAME.width(name);
    }
  }

  /** Where an entry begins. */
  private record Place(Entry entry, int left, int top) {}

  private final String title;
  private final int left;
  private final List<Place> places;

  private Legend(String title, int left, List<Place> places) {
    this.title = title;
    this.left = left;
    this.places = places;
  }

  /** Below this width the title or a name is cut off. */
  static int leastWidth(String title, List<Entry> entries) {
    int widest = entries.stream().mapToInt(entry -> entry.width() - GAP).max().orElse(0);
    return Math.max(TITLE.width(title), widest);
  }

  /** A title and entries between two columns of pixels. */
  static Legend of(String title, List<Entry> entries, int left, int right) {
    int total = entries.stream().mapToInt(Entry::width).sum();
    if (TITLE.width(title) + total <= right - left) {
      return new Legend(title, left, beside(entries, right - total));
    }
    return new Legend(title, left, below(entries, left, right));
  }

  private static List<Place> beside(List<Entry> entries, int left) {
    List<Place> places = new ArrayList<>();
    int x = left;
    for (Entry entry : entries) {
      places.add(new Place(entry, x + GAP, TOP));
      x += entry.width();
    }
    return places;
  }

  private static List<Place> below(List<Entry> entries, int left, int right) {
    int widest = entries.stream().mapToInt(Entry::width).max().orElse(1);
    int columns = Math.max(1, (right - left + GAP) / widest);
    List<Place> places = new ArrayList<>();
    for (Entry entry : entries) {
      int i = places.size();
      places.add(new Place(entry, left + i % columns * widest, TOP + (1 + i / columns) * LINE));
    }
    return places;
  }

  /** The first row of pixels below. */
  int bottom() {
    return (places.isEmpty() ? TOP : places.get(places.size() - 1).top()) + LINE;
  }

  void draw(Raster raster) {
    TITLE.write(raster, title, left, TOP, Palette.TEXT);
    for (Place place : places) {
      Entry entry = place.entry();
      // The baseline of names is that of the title.
      int top = place.top() + TITLE.height() - NAME.height();
      entry.mark().draw(raster, place.left(), top + NAME.height() / 2, entry.colour());
      int text = place.left() + entry.mark().width() + SPACE;
      NAME.write(raster, entry.name(), text, top, Palette.TEXT);
    }
  }
}
