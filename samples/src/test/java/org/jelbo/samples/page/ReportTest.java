package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {
  @TempDir private Path folder;
  private String markup;
  private Element page;

  @BeforeEach
  void writePage() {
    markup = Sample.report(folder).html();
    page = Html.of(markup);
  }

  @Test
  void hasLanguageTitleAndHeadings() {
    assertThat(markup).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    assertThat(Html.texts(page, "title").get(0)).isEqualTo("A report " + Sample.EVIL);
    assertThat(Html.texts(page, "h1")).containsExactly("A report " + Sample.EVIL);
    assertThat(Html.texts(page, "h2"))
        .containsExactly(
            "Measured " + Sample.EVIL,
            "Training",
            "Latents",
            "Pictures",
            "Model and guide",
            "Nested",
            "Objective",
            "Settings");
    assertThat(Html.texts(page, "a")).isEqualTo(Html.texts(page, "h2"));
    assertThat(Html.all(page, "a"))
        .extracting(link -> link.getAttribute("href").substring(1))
        .isEqualTo(
            Html.all(page, "section").stream().map(part -> part.getAttribute("id")).toList());
  }

  /** Addresses in licences are text, and a namespace is a name. */
  @Test
  void nothingIsFetched() {
    assertThat(addresses("(?:src|href|action|poster|data|srcset)"))
        .isNotEmpty()
        .allMatch(
            address -> address.startsWith("#") || address.startsWith("data:image/png;base64,"));
    assertThat(Html.all(page, "link")).isEmpty();
    assertThat(markup).doesNotContain("@import").doesNotContainPattern("url\\((?!#)");
    assertThat(policy(page))
        .startsWith("default-src 'none'; img-src data:; style-src 'sha256-")
        .doesNotContain("unsafe", "http", "*");
  }

  private List<String> addresses(String attribute) {
    return Pattern.compile(" " + attribute + "=\"([^\"]*)\"")
        .matcher(markup)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String policy(Element page) {
    return Html.all(page, "meta").stream()
        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
        .findFirst()
        .orElseThrow()
        .getAttribute("content");
  }

  @Test
  void noTextBecomesMarkup() {
    assertThat(markup).doesNotContain("alert('&')");
    assertThat(Html.all(page, "script")).hasSize(4);
    assertThat(Html.texts(page, "p")).contains("In nats " + Sample.EVIL);
    assertThat(Html.texts(page, "td")).anyMatch(text -> text.endsWith(Sample.EVIL));
  }

  @Test
  void columnsWithoutNumbersAreLeftOut() {
    assertThat(Html.texts(Html.all(page, "thead").get(0), "th"))
        .containsExactly("quantity", "measured", "standard error", "published");
  }

  @Test
  void numbersAreRoundedForPeopleAndExactForPrograms() {
    List<Element> numbers = Html.all(page, "data");
    assertThat(numbers)
        .extracting(Element::getTextContent)
        .containsExactly(
            "98.23", "0.0123", "98.50", "0.7500", "\u22121.50e\u221207", "not a number");
    assertThat(numbers)
        .extracting(number -> number.getAttribute("value"))
        .containsExactly("98.23456789", "0.0123", "98.5", "0.75", "-1.5E-7", "NaN");
  }

  @Test
  void resultsInJsonAreTables() {
    JsonObject result =
        JsonParser.parseString(
                "{\"measured\":{\"a\":1,\"b\":2},\"published\":{\"b\":3,\"c\":4},"
                    + "\"standardError\":{\"a\":0.5},\"yardstick\":{\"a\":6}}")
            .getAsJsonObject();
    assertThat(Measures.of("Measured", "", result).rows())
        .containsExactly(
            Measure.of("a", 1).standardError(0.5).yardstick(6), Measure.of("b", 2).published(3));
  }

  @Test
  void chartsHaveTheirNumbersAsJson() {
    List<JsonObject> charts =
        Pattern.compile("<script type=\"application/json\" id=\"[^\"]*\">([^<]*)</script>")
            .matcher(markup)
            .results()
            .map((MatchResult found) -> JsonParser.parseString(found.group(1)).getAsJsonObject())
            .toList();
    assertThat(charts)
        .extracting(chart -> chart.get("kind").getAsString())
        .containsExactly("curves", "scatter");
    JsonObject loss = charts.get(0).getAsJsonArray("series").get(0).getAsJsonObject();
    assertThat(loss.getAsJsonArray("x")).hasSize(100);
    assertThat(loss.getAsJsonArray("y").get(50).isJsonNull()).isTrue();
    assertThat(loss.getAsJsonArray("y").get(51).getAsDouble())
        .isEqualTo(100 + 5000 * Math.exp(-51) + Math.sin(51));
    assertThat(
            charts
                .get(0)
                .getAsJsonArray("series")
                .get(1)
                .getAsJsonObject()
                .get("name")
                .getAsString())
        .isEqualTo("held out " + Sample.EVIL);
    assertThat(charts.get(1).getAsJsonArray("series").get(1).getAsJsonObject().get("y"))
        .hasToString("[0.0,-1.0,-2.0]");
  }

  @Test
  void picturesAreEmbeddedWithTheirSizesAndWords() throws IOException {
    List<Element> pictures = Html.all(page, "img");
    assertThat(pictures).hasSize(2);
    for (Element picture : pictures) {
      String data = picture.getAttribute("src").replaceFirst("^data:image/png;base64,", "");
      var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
      assertThat(picture.getAttribute("width")).isEqualTo("" + image.getWidth());
      assertThat(picture.getAttribute("height")).isEqualTo("" + image.getHeight());
      assertThat(picture.getAttribute("alt")).isEqualTo("A black picture " + Sample.EVIL);
    }
  }

  @Test
  void theDiagramIsDrawnAndDescribed() {
    Element svg = Html.all(page, "svg").get(0);
    assertThat(svg.getAttribute("aria-label"))
        .isEqualTo(
            "Plate diagram. Outside every plate: parameters decoder, parameters encoder. In plate"
                + " images: N: latent z, observed x. x depends on z. x depends on decoder."
                + " z depends on x in the guide. z depends on encoder in the guide.");
    assertThat(Html.texts(svg, "text"))
        .containsExactlyInAnyOrder("images: N", "z", "x", "decoder", "encoder");
    assertThat(Html.all(svg, "path"))
        .filteredOn(path -> path.hasAttribute("marker-end"))
        .hasSize(4);
  }

  @Test
  void theDerivationIsThereAsFormulaAndInWords() {
    assertThat(Html.texts(page, "mtr")).hasSize(3);
    assertThat(Html.texts(page, "pre").get(0)).contains("kl      closed form, Normal to Normal");
  }

  @Test
  void librariesKeepTheirLicence() {
    for (String tag : List.of("<script>", "<style>")) {
      String library = markup.substring(markup.indexOf(tag));
      assertThat(library)
          .startsWith(tag + "/*!\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n");
      assertThat(library)
          .contains("The above copyright notice and this permission notice shall be");
    }
    assertThat(Html.texts(page, "footer").get(0))
        .matches("Charts: uPlot [0-9.]+, under the MIT .*");
  }

  @Test
  void aPageWithoutChartsHasNoScript() {
    String plain = new Report("A", "b", List.of()).html();
    assertThat(plain).doesNotContain("<script", "uPlot");
    assertThat(policy(Html.of(plain))).endsWith("; script-src 'none'");
  }

  @Test
  void theFileIsThePage() throws IOException {
    Path file = folder.resolve("deep/report.html");
    Report report = Sample.report(folder);
    report.write(file);
    assertThat(Files.readString(file)).isEqualTo(report.html());
  }
}
