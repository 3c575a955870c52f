package org.jelbo.samples.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.OutputFile;

/**
 * What there is to show, section by section. Immutable.
 *
 * @param title of the page
 * @param lead a line below it
 * @param sections in the order to show them
 */
public record Report(String title, String lead, List<Section> sections) {
  /** Copies the sections. */
  public Report {
    sections = List.copyOf(sections);
  }

  /** The report as one page that needs nothing else. */
  public String html() {
    return new ReportHtml(this).html();
  }

  /**
   * Writes the page: the file appears whole or not at all, and replaces an older one.
   *
   * @throws JelboException if it cannot be written
   */
  public void write(Path file) {
    byte[] html = html().getBytes(StandardCharsets.UTF_8);
    new OutputFile(file).write(out -> out.write(html));
  }
}
