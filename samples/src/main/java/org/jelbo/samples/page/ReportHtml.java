package org.jelbo.samples.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A report as a page of HTML, with its style and its scripts in it. */
final class ReportHtml {
  private final Report report;
  private final Markup page = new Markup();
  private final List<String> styles;
  private final List<String> scripts;

  ReportHtml(Report report) {
    this.report = report;
    boolean hasCharts =
        report.sections().stream().anyMatch(s -> s instanceof Curves || s instanceof Scatter);
    String style = PageResource.ofReport("report.css");
    styles = hasCharts ? List.of(ChartLibrary.style(), style) : List.of(style);
    scripts =
        hasCharts ? List.of(ChartLibrary.script(), PageResource.ofReport("report.js")) : List.of();
  }

  String html() {
    page.open("html", "lang", "en").line();
    head();
    page.open("body").line();
    page.open("header").element("h1", report.title());
    page.element("p", report.lead(), "class", "lead");
    contents();
    page.close().line();
    page.open("main").line();
    SectionHtml sections = new SectionHtml(page);
    for (int i = 0; i < report.sections().size(); i++) {
      page.open("section", "id", id(i));
      page.element("h2", report.sections().get(i).heading()).line();
      sections.write(report.sections().get(i), id(i));
      page.close().line();
    }
    page.close().line();
    if (!scripts.isEmpty()) {
      page.element("footer", "Charts: " + ChartLibrary.credit()).line();
    }
    scripts.forEach(script -> page.source("script", script).line());
    page.close().close();
    return "<!DOCTYPE html>\n" + page.markup() + "\n";
  }

  private static String id(int section) {
    return "section-" + (section + 1);
  }

  private void head() {
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; " + policy())
        .line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.element("title", report.title()).line();
    styles.forEach(style -> page.source("style", style).line());
    page.close().line();
  }

  /** Nothing is fetched, and no script or style counts but those written here. */
  private String policy() {
    return "img-src data:; style-src " + digests(styles) + "; script-src " + digests(scripts);
  }

  private static String digests(List<String> sources) {
    return sources.isEmpty()
        ? "'none'"
        : sources.stream().map(ReportHtml::digest).collect(Collectors.joining(" "));
  }

  private static String digest(String source) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(source.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void contents() {
    page.open("nav", "aria-label", "Contents").open("ul");
    for (int i = 0; i < report.sections().size(); i++) {
      page.open("li");
      page.element("a", report.sections().get(i).heading(), "href", "#" + id(i));
      page.close();
    }
    page.close().close();
  }
}
