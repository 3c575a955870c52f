package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.protocol.Protocols;
import org.junit.jupiter.api.Test;

/**
 * What the page of explanations shows is what {@code ./jelbo explain} prints. With {@code
 * -Djelbo.write=true} it is written anew.
 */
class ExplanationsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("jelbo.root", "..")).resolve("models/EXPLANATIONS.md");

  private static final Pattern SHOWN =
      Pattern.compile(
          "<code>\\./jelbo explain ([^<]*)</code>(.*?\\n```\\n)(.*?)(```\\n)", Pattern.DOTALL);

  @Test
  void explanationsAreWhatIsPrinted() throws IOException {
    String text = Files.readString(PAGE);
    if (Boolean.getBoolean("jelbo.write")) {
      Files.writeString(PAGE, SHOWN.matcher(text).replaceAll(ExplanationsPageTest::printed));
    }
    Matcher shown = SHOWN.matcher(Files.readString(PAGE));
    List<String> commands = new ArrayList<>();
    while (shown.find()) {
      commands.add(shown.group(1));
      assertThat(shown.group(3)).as(shown.group(1)).isEqualTo(explained(shown.group(1)));
    }
    assertThat(commands)
        .contains(
            "gmvae", "gmvae --objective component", "hvae", "vae --objective iwae --particles 5");
  }

  private static String printed(MatchResult shown) {
    return Matcher.quoteReplacement(
        "<code>./jelbo explain "
            + shown.group(1)
            + "</code>"
            + shown.group(2)
            + explained(shown.group(1))
            + shown.group(4));
  }

  private static String explained(String command) {
    String[] words = command.split(" ", -1);
    BundledModel model =
        Protocols.models().stream()
            .filter(each -> each.name().equals(words[0]))
            .findFirst()
            .orElseThrow();
    if (words.length == 1) {
      return model.objective().explain().toString();
    }
    int particles = words.length == 5 ? Integer.parseInt(words[4]) : 1;
    return model.objective(words[2], particles).explain().toString();
  }
}
