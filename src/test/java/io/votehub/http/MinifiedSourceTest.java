package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MinifiedSourceTest {
  private static String lean(String source) {
    return new String(
        MinifiedSource.of(source.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void commentLinesIndentationAndEmptyLinesAreRemoved() {
    String source =
        """
        /** What it is for. */
        export function vote() {
          // Why.
          const url = 'https://example.org/*'; // stays

          /* one */ return `ä${url}`;
        }
        """;

    assertThat(lean(source))
        .isEqualTo(
            """
            export function vote() {
            const url = 'https://example.org/*'; // stays
            return `ä${url}`;
            }
            """);
  }

  @Test
  void codeAfterACommentIsKept() {
    assertThat(lean("/* one\n// two */\nthree;\n/* four */")).isEqualTo("three;\n");
    assertThat(lean("/* one\n two */ three;")).isEqualTo("three;\n");
  }

  @Test
  void linesAreJoinedWhereABreakMeansNothing() {
    String script = "const a = [1,\n2];\nif (a) {\nb(); // c;\nd()\n}\nhtml`x&nbsp;\ny`";

    assertThat(new String(MinifiedSource.joined(script), StandardCharsets.UTF_8))
        .isEqualTo("const a = [1,2];if (a){b(); // c;\nd()\n}\nhtml`x&nbsp;\ny`\n");
  }

  @Test
  void stylesLoseTheSpacesThatMeanNothing() {
    String script = "css`\np.big {\nmargin: 0 auto;\n}\n`;\nsay('note: it is', { a: 1 });\n";

    assertThat(new String(MinifiedSource.joined(script), StandardCharsets.UTF_8))
        .startsWith("css`\np.big{margin:0 auto;}\n`;say('note: it is', { a: 1 });");
  }
}
