package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  @Test
  void textAndAttributesAreEscaped() {
    String all = "<b>&\"'</b>";
    assertThat(new Markup().element("p", all, "title", all).markup())
        .isEqualTo(
            "<p title=\"&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;\">"
                + "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;</p>");
  }

  @Test
  void whatNoPageMayHoldIsReplaced() {
    assertThat(new Markup().text("a\u0000\u0007\u009f\ud800\uffff\n\tz\ud83d\ude00").markup())
        .isEqualTo("a\ufffd\ufffd\ufffd\ufffd\ufffd\n\tz\ud83d\ude00");
  }

  @Test
  void elementsStandInEachOther() {
    Markup page = new Markup().open("p").empty("img", "src", "a").open("b").text("c");
    assertThat(page.close().close().markup()).isEqualTo("<p><img src=\"a\"/><b>c</b></p>");
  }

  @Test
  void whatIsNotClosedIsNoPage() {
    assertThatThrownBy(() -> new Markup().open("p").open("b").markup())
        .hasMessage("not closed: [b, p]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a</script>b", "a</SCRIPT >b", "a<!--b", "a</style>b"})
  void scriptsThatWouldEndEarlyAreRefused(String script) {
    assertThatThrownBy(() -> new Markup().source("script", script))
        .hasMessage("a script that HTML would end before its end");
  }
}
