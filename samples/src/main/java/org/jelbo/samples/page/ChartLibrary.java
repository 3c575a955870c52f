package org.jelbo.samples.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * uPlot, a chart library in JavaScript, from its WebJar: curves and points on a canvas, zoomed by
 * dragging. Its licence asks to stand with every copy, and does, before the script and the style.
 */
final class ChartLibrary {
  private static final String JAR = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private ChartLibrary() {}

  static String script() {
    return licence() + file("dist/uPlot.iife.min.js");
  }

  static String style() {
    return licence() + file("dist/uPlot.min.css");
  }

  /** For readers of the page. */
  static String credit() {
    return "uPlot "
        + version()
        + ", under the MIT licence, which stands before its script in this page.";
  }

  private static String licence() {
    return "/*!\n" + file("LICENSE").strip() + "\n*/\n";
  }

  private static String file(String name) {
    return PageResource.ofLibrary("META-INF/resources/webjars/uplot/" + version() + "/" + name);
  }

  /** The jar says it of itself, so that it stands in the build alone. */
  private static String version() {
    java.util.Properties properties = new java.util.Properties();
    try {
      properties.load(new StringReader(PageResource.ofLibrary(JAR)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }
}
