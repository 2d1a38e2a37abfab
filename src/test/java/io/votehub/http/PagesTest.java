package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesTest {
  static final Map<String, byte[]> FILES =
      Map.of(
          "index.html", bytes("<script type=\"importmap\">{{importmap}}</script>"),
          "room.html", bytes("room <script src=\"{{assets}}/app.js\"></script>"),
          "present.html", bytes("present"),
          "screen.html", bytes("screen"),
          "importmap.json", bytes("{\"imports\":{\"lit\":\"{{assets}}/lit/index.js\"}}\n"),
          "sw.js", bytes("const FOLDER = '{{assets}}/';"),
          "app.js", bytes("export const app = 1;\n".repeat(200)),
          "lit/index.js", bytes("export const lit = 1;"));
  private static HttpKit hub;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeAll
  static void start() {
    hub = new HttpKit();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String appJs() {
    Matcher src = Pattern.compile("src=\"(.*?)\"").matcher(hub.get("/r/ABC234").send().text());
    assertThat(src.find()).isTrue();
    return src.group(1);
  }

  @Test
  void aPageAllowsItsImportMapByItsHashAndNoOtherInlineScript() {
    Got page = hub.get("/").send();

    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    String inline = page.text().replaceAll("</?script.*?>", "");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self' " + ContentHash.cspSource(bytes(inline)) + ";")
        .doesNotContain("unsafe");
    assertThat(inline).startsWith("{\"imports\":{\"lit\":\"/assets/");
  }

  @Test
  void everyPageIsServedAtItsPath() {
    assertThat(hub.get("/r/ABC234").send().text()).startsWith("room");
    assertThat(hub.get("/present/ABC234").send().text()).isEqualTo("present");
    assertThat(hub.get("/screen/ABC234").send().text()).isEqualTo("screen");
  }

  @Test
  void aCodeInAnotherSpellingIsRedirectedAndAnInvalidOneGetsThePage() {
    Got typed = hub.get("/r/abc-234").send();
    assertThat(typed.status()).isEqualTo(302);
    assertThat(typed.header("Location")).isEqualTo("/r/ABC234");

    assertThat(hub.get("/r/nonsense").send().status()).isEqualTo(200);
    assertThat(hub.get("/screen/%0d%0aX:1").send().status()).isEqualTo(200);
  }

  @Test
  void assetsAreCompressedAndCachedForever() {
    Got plain = hub.get(appJs()).send();
    Got packed = hub.get(appJs()).with("Accept-Encoding", "br, gzip").send();

    assertThat(plain.header("Cache-Control")).contains("immutable");
    assertThat(plain.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.raw().body().length).isLessThan(plain.raw().body().length / 2);
    assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(hub.get(appJs()).with("Accept-Encoding", "gzip;q=0").send().text())
        .isEqualTo(plain.text());
  }

  @Test
  void theServiceWorkerIsAskedForAnewEachTimeAndKnowsTheFolderOfTheFiles() {
    Got worker = hub.get("/sw.js").send();

    assertThat(worker.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(worker.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(worker.header("Content-Security-Policy")).contains("connect-src 'self'");
    String folder = appJs().substring(0, appJs().length() - "app.js".length());
    assertThat(worker.text()).isEqualTo("const FOLDER = '" + folder + "';");
    assertThat(hub.get(folder + "sw.js").send().status()).isEqualTo(404);
    assertThat(hub.get("/r/ABC234").send().header("Content-Security-Policy"))
        .contains("; worker-src 'self';");
  }

  @Test
  void anUnchangedPageIsAnsweredNotModified() {
    String tag = hub.get("/r/ABC234").send().header("ETag");

    Got again = hub.get("/r/ABC234").with("If-None-Match", "\"old\", " + tag).send();
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
  }

  @Test
  void headAnswersWithTheLengthOnly() {
    Got head = hub.ask("HEAD", appJs()).send();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("4400");
    assertThat(head.raw().body()).isEmpty();
  }

  @Test
  void nothingElseIsServed() {
    for (String path :
        new String[] {
          "/assets/0123456789abcdef/app.js",
          appJs() + "/../../../room.html",
          appJs().replace("app.js", "room.html"),
          appJs().replace("app.js", "..%2f..%2fpom.xml"),
          "/assets/../../etc/passwd",
          "/nothing",
        }) {
      Got got = hub.get(path).send();
      assertThat(got.status()).as(path).isEqualTo(404);
      assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void theRealPagesAndLitAreFoundOnTheClassPath() throws IOException {
    Map<String, byte[]> files = WebFiles.load(Pages.class.getClassLoader());
    assertThat(files)
        .containsKeys(
            "index.html",
            "room.html",
            "importmap.json",
            "lit/index.js",
            "lit-html/lit-html.js",
            "lit-html/directives/repeat.js",
            "lit-element/lit-element.js",
            "@lit/reactive-element/reactive-element.js");
    assertThat(files.keySet())
        .noneMatch(name -> name.contains("development/") || name.endsWith(".map"));
  }
}
