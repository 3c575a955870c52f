package org.jelbo.samples.report;

import java.util.List;

/**
 * What stands around a grid of images: a title above, names of columns and names of rows. Each may
 * be empty. Where names have no room beside each other, only every second, third, ... is written.
 */
record GridNames(String title, List<String> rows, List<String> columns) {
  static final GridNames NONE = new GridNames("", List.of(), List.of());

  private static final int EDGE = 12;
  private static final int SPACE = 8;

  /** Between two names of columns. */
  private static final int BETWEEN = 4;

  private static final Lettering TITLE = Lettering.LARGE;
  private static final Lettering NAME = Lettering.SMALL;

  GridNames {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /**
   * Images with their names around them.
   *
   * @param across pixels from one column to the next
   * @param down pixels from one row to the next
   */
  Raster around(Raster images, int across, int down) {
    if (equals(NONE)) {
      return images;
    }
    int left = EDGE + (rows.isEmpty() ? 0 : widest(rows) + SPACE);
    int top = EDGE + (title.isEmpty() ? 0 : TITLE.height() + EDGE);
    int headings = top;
    if (!columns.isEmpty()) {
      top += NAME.height() + SPACE;
    }
    // The last name of a column may be wider than its column.
    int right = EDGE + Math.max(0, (columns.isEmpty() ? 0 : widest(columns)) - across) / 2;
    int width = Math.max(left + images.width() + right, left + TITLE.width(title) + EDGE);
    Raster raster = Raster.of(width, top + images.height() + EDGE, Palette.WHITE);
    raster.lay(images, left, top);
    TITLE.write(raster, title, left, EDGE, Palette.TEXT);
    int step = step(widest(columns) + BETWEEN, across);
    for (int i = 0; i < columns.size(); i += step) {
      int middle = left + i * across + across / 2;
      NAME.writeCentred(raster, columns.get(i), middle, headings, Palette.TEXT);
    }
    step = step(NAME.height() + 3, down);
    for (int i = 0; i < rows.size(); i += step) {
      int x = left - SPACE - NAME.width(rows.get(i));
      int y = top + i * down + (down - NAME.height()) / 2 + 1;
      NAME.write(raster, rows.get(i), x, y, Palette.TEXT);
    }
    return raster;
  }

  private static int widest(List<String> names) {
    return names.stream().mapToInt(NAME::width).max().orElse(0);
  }

  private static int step(int needed, int room) {
    return (needed + room - 1) / room;
  }
}
