package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser makes of a page; skipped where there is no Chromium on the path. */
class ReportInChromiumTest {
  private static final int WIDE = 1000;
  private static final int NARROW = 360;

  /** Of text to its background: level AA of the accessibility guidelines of the Web, 1.4.3. */
  private static final double CONTRAST = 4.5;

  /** The pixels of each chart as whole numbers, as {@code USE} of them. */
  private static final String PIXELS =
      """
      [...document.querySelectorAll('canvas')].map(canvas => {
        const pixels = new Uint32Array(canvas.getContext('2d')
            .getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        return USE;
      })\
      """;

  /** How many colours each chart has: 1 if it is empty. */
  private static final String COLOURS = PIXELS.replace("USE", "new Set(pixels).size");

  /** A number that differs for charts that look different. */
  private static final String DIGEST =
      PIXELS.replace("USE", "pixels.reduce((digest, pixel) => (digest * 31 + pixel) | 0)");

  /** How many pixels have the light grid's colour. */
  private static final String LIGHT =
      PIXELS.replace("USE", "pixels.filter(pixel => pixel === 0xffeae5e1).length");

  /** The texts whose colour is too near to what is behind them, with the contrast. */
  private static final String PALE =
      """
      (() => {
        const rgb = text => (text.match(/[0-9.]+/g) || []).map(Number);
        const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const luminance = c => 0.2126 * linear(c[0] / 255) + 0.7152 * linear(c[1] / 255)
            + 0.0722 * linear(c[2] / 255);
        const opaque = c => c.length === 3 || c[3] > 0;
        const behind = element => {
          for (let at = element; at; at = at.parentElement) {
            const colour = rgb(getComputedStyle(at).backgroundColor);
            if (opaque(colour)) return colour;
          }
          return [255, 255, 255];
        };
        const pale = [];
        for (const element of document.querySelectorAll('body *')) {
          const words = [...element.childNodes].filter(n => n.nodeType === 3)
              .map(n => n.data.trim()).join('');
          const style = getComputedStyle(element);
          if (!words || !element.getClientRects().length) continue;
          const isDrawn = element.namespaceURI.endsWith('svg');
          if (isDrawn && element.tagName !== 'text') continue;
          const onGrey = element.classList.contains('of-observed')
              || element.classList.contains('of-input');
          const onInk = element.classList.contains('of-factor');
          const rect = kind => rgb(getComputedStyle(
              document.querySelector('.diagram rect.' + kind)).fill);
          const ground = onGrey ? rect('observed') : onInk ? rect('factor') : behind(element);
          const ink = rgb(isDrawn ? style.fill : style.color);
          const [low, high] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
          const contrast = (high + 0.05) / (low + 0.05);
          if (contrast < LEAST) pale.push(words + ': ' + contrast);
        }
        return pale;
      })()\
      """;

  @TempDir private static Path folder;
  private static Chromium browser;
  private static Path page;

  @BeforeAll
  static void openBrowser() throws Exception {
    assumeTrue(Chromium.onPath().isPresent(), "there is no Chromium on the path");
    page = folder.resolve("a report & more.html");
    Sample.report(folder).write(page);
    browser = Chromium.begun(Chromium.onPath().get(), Files.createDirectory(folder.resolve("b")));
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() {
    browser.resize(WIDE, 800);
    browser.prefer("light", "screen");
    browser.open(page);
  }

  /** Scripts, styles and pictures are in it, and its policy lets none of them down. */
  @Test
  void opensOfflineAndWithoutComplaints() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .contains(page.toUri().toString())
        .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
    assertThat(browser.evaluate("document.title").getAsString())
        .isEqualTo("A report " + Sample.EVIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void chartsAreDrawn(String scheme) {
    browser.prefer(scheme, "screen");
    assertThat(numbers(COLOURS)).hasSize(2).allMatch(colours -> colours > 20);
  }

  @Test
  void chartsAreEnlargedAndShownWholeAgain() {
    List<Double> whole = numbers(DIGEST);
    click("in");
    assertThat(numbers(DIGEST).get(0)).isNotEqualTo(whole.get(0));
    for (int i = 0; i < 60; i++) {
      click("in");
    }
    click("all");
    assertThat(numbers(DIGEST)).isEqualTo(whole);
    assertThat(browser.complaints()).noneMatch(complaint -> complaint.startsWith("Runtime"));
  }

  private void click(String zoom) {
    browser.evaluate("document.querySelector('[data-zoom=" + zoom + "]').click()");
    browser.drawn();
  }

  /** A training of one step has one point; a metric may never have been measured. */
  @Test
  void chartsOfOnePointAreDrawnAndOfNoneAreNot() {
    Series one = Series.of("one", new double[] {1}, new double[] {2});
    Series none = Series.of("none", new double[] {}, new double[] {});
    List<Curves.Level> levels = List.of(new Curves.Level("published", 3));
    Path other = folder.resolve("small.html");
    new Report(
            "Small",
            "",
            List.of(
                new Curves("One", "x", "y", List.of(one, none), levels),
                new Curves("None", "x", "y", List.of(none), levels),
                new Scatter("One", "x", "y", List.of(one, none)),
                new Scatter("None", "x", "y", List.of())))
        .write(other);
    browser.open(other);
    assertThat(browser.complaints()).isEmpty();
    assertThat(numbers(COLOURS)).hasSize(2).allMatch(colours -> colours > 20);
    for (String zoom : List.of("in", "out", "all")) {
      click(zoom);
    }
    assertThat(browser.complaints()).noneMatch(complaint -> complaint.startsWith("Runtime"));
  }

  @Test
  void everyPictureLoads() {
    assertThat(numbers("[...document.images].map(image => image.naturalWidth)"))
        .containsExactly(3.0, 700.0);
  }

  @Test
  void formulasAndDiagramsAreDrawn() {
    assertThat(
            numbers(
                "[...document.querySelectorAll('math, svg')]"
                    + ".map(drawn => drawn.getBoundingClientRect().height)"))
        .hasSize(3)
        .allMatch(height -> height > 40);
  }

  @ParameterizedTest
  @CsvSource({"360, light", "360, dark", "1000, light", "1000, dark"})
  void nothingIsWiderThanTheWindow(int width, String scheme) {
    browser.resize(width, 640);
    browser.prefer(scheme, "screen");
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(
            numbers(
                "[...document.querySelectorAll('canvas, table, p, h1, h2, button')]"
                    + ".filter(part => !part.closest('.wide'))"
                    + ".map(part => part.getBoundingClientRect().right)"))
        .allMatch(right -> right <= width);
  }

  /** The charts are as wide as the window lets them, whatever it was when they were drawn. */
  @Test
  void chartsFollowTheWindow() {
    double wide = number("document.querySelector('canvas').clientWidth");
    browser.resize(NARROW, 640);
    double narrow = number("document.querySelector('canvas').clientWidth");
    browser.resize(WIDE, 640);
    assertThat(narrow).isBetween(NARROW - 60.0, NARROW * 1.0);
    assertThat(number("document.querySelector('canvas').clientWidth")).isEqualTo(wide);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textStandsOut(String scheme) {
    browser.prefer(scheme, "screen");
    assertThat(texts(PALE.replace("LEAST", "" + CONTRAST))).isEmpty();
    assertThat(texts(PALE.replace("LEAST", "25"))).hasSizeGreaterThan(50);
    double paper =
        number("Number(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])");
    assertThat(paper < 128).isEqualTo(scheme.equals("dark"));
  }

  /** Ink is not spent on a dark ground, and the charts' words are dark then. */
  @Test
  void paperIsWhite() {
    assertThat(numbers(LIGHT)).allMatch(pixels -> pixels > 100);
    browser.prefer("dark", "screen");
    assertThat(numbers(LIGHT)).allMatch(pixels -> pixels == 0);
    browser.prefer("dark", "print");
    assertThat(numbers(LIGHT)).allMatch(pixels -> pixels > 100);
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").getAsString())
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(texts(PALE.replace("LEAST", "" + CONTRAST))).isEmpty();
  }

  private static double number(String expression) {
    return browser.evaluate(expression).getAsDouble();
  }

  private static List<Double> numbers(String expression) {
    List<Double> numbers = new ArrayList<>();
    browser.evaluate(expression).getAsJsonArray().forEach(n -> numbers.add(n.getAsDouble()));
    return numbers;
  }

  private static List<String> texts(String expression) {
    return browser.evaluate(expression).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }
}
