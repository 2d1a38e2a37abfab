package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presenters and the operator list the sites that may show a room in a frame. */
class EmbedCallsTest {
  private static final String OPERATOR = "https://intranet.example.org";
  private static HttpKit hub;
  private Made room;

  @BeforeAll
  static void start() {
    hub = new HttpKit(HttpSettings.DEFAULT.withEmbed(List.of(OPERATOR)), Pages.load());
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @BeforeEach
  void makeRoom() {
    room = hub.room();
  }

  private Got put(Object origins) {
    return hub.ask("PUT", room.path() + "/embed").as(room.token()).send(Map.of("origins", origins));
  }

  private static String ancestors(String path) {
    return hub.get(path)
        .send()
        .header("Content-Security-Policy")
        .replaceFirst(".*frame-ancestors ", "");
  }

  @Test
  void theSitesOfOperatorAndRoomMayFrameTheEmbeddedPagesAlone() {
    put(List.of("https://Slides.Example.org/", "http://localhost:8000"));
    String all = OPERATOR + " https://slides.example.org http://localhost:8000";

    assertThat(ancestors("/embed/" + room.code())).isEqualTo(all);
    assertThat(ancestors("/embed/" + room.code() + "?vote")).isEqualTo(all);
    assertThat(ancestors("/embed/" + hub.room().code())).isEqualTo(OPERATOR);
    assertThat(ancestors("/embed/nonsense?vote")).isEqualTo(OPERATOR);
    for (String page : List.of("/", "/r/" + room.code(), "/present/" + room.code())) {
      assertThat(ancestors(page)).as(page).isEqualTo("'none'");
    }
    assertThat(ancestors("/screen/" + room.code())).isEqualTo("'self'");
  }

  @Test
  void aChangeOfTheListHoldsFromTheNextLoadOn() {
    put(List.of("https://slides.example.org"));
    Got before = hub.get("/embed/" + room.code()).send();
    assertThat(before.header("Cache-Control")).isEqualTo("no-store");

    put(List.of());

    assertThat(ancestors("/embed/" + room.code())).isEqualTo(OPERATOR);
  }

  @Test
  void thePresenterSeesTheListAndVotersDoNot() {
    Got got = put(List.of("https://a.example:443", "https://a.example", "http://b.example:8080"));

    assertThat(got.json())
        .isEqualTo(Map.of("origins", List.of("https://a.example", "http://b.example:8080")));
    assertThat(hub.get(room.path()).as(room.token()).send().at("embed")).isEqualTo(got.json());
    assertThat(hub.get(room.path()).send().json()).doesNotContainKey("embed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*.example.org",
        "slides.example.org",
        "https://slides.example.org/deck",
        "https://slides.example.org; script-src *",
        "https://a.example https://b.example",
        "https://a.example,https://b.example",
        "https://me@slides.example.org",
        "https://slides..example.org",
        "https://slides.example.org:99999",
        "https://slides.example.org//",
        "javascript://slides.example.org",
        "file://",
        "null",
        "'self'",
        "https:",
        ""
      })
  void whatIsNoOriginIsRefused(String text) {
    Got got = put(List.of("https://good.example", text));

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.at("code")).isEqualTo("bad-request");
    assertThat(got.pointers()).containsExactly("/origins/1");
    assertThat(ancestors("/embed/" + room.code())).isEqualTo(OPERATOR);
  }

  @Test
  void aRoomListsAtMostTenSitesAndOnlyItsPresenterDoes() {
    assertThat(put(Collections.nCopies(11, "https://a.example")).at("code"))
        .isEqualTo("bad-request");
    assertThat(put("https://a.example").at("code")).isEqualTo("bad-request");
    assertThat(put(List.of(7)).at("code")).isEqualTo("bad-request");
    assertThat(put(List.of("https://" + "a".repeat(300))).at("code")).isEqualTo("bad-request");
    Map<String, Object> list = Map.of("origins", List.of());
    assertThat(hub.ask("PUT", room.path() + "/embed").send(list).status()).isEqualTo(401);
  }

  @Test
  void theVotersPageInAFrameSaysThatItCountsApartAndTakesTheLooksOfItsAddress() {
    String code = room.code();

    String page = hub.get("/embed/" + code + "?vote&mode=dark&transparent&lang=de").send().text();

    assertThat(page)
        .startsWith("<!doctype html>\n<html data-mode=\"dark\" class=\"overlay\" lang=\"de\">")
        .contains("In einem Tab öffnen", "href=\"/r/" + code + "\"", "<base target=\"_blank\">");
    assertThat(hub.get("/r/" + code).send().text()).doesNotContain("framed", "data-mode");
    assertThat(hub.get("/embed/" + code + "?mode=%22%3E%3Cscript%3E").send().text())
        .startsWith("<!doctype html>\n<html lang");
  }
}
