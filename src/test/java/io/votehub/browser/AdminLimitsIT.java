package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.votehub.json.Json;
import io.votehub.limit.LimitClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The operators' page of limits. The hub's answers are played; LimitCallsTest has the real ones.
 */
class AdminLimitsIT extends BrowserTest {
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final List<String> sent = new ArrayList<>();
  private String challenge = "auto";

  @Override
  Map<String, String> settings() {
    return Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true");
  }

  @Test
  void anOperatorChangesLimitsAndSeesFromWhereMostWasRefused() {
    browsers.expectStatus(422);
    AccessCheck access = new AccessCheck();
    Page page = browsers.stillDesk(fixture.home(), 1280, 900);
    page.route("**/api/v1/session", route -> answer(route, Map.of("signedIn", true)));
    page.route(
        "**/api/v1/account",
        route -> answer(route, Map.of("id", "a", "mail", "o@example.org", "operator", true)));
    page.route("**/api/v1/admin/limits", this::limits);

    page.navigate(fixture.home() + "admin/limits");

    assertThat(page.getByTestId("rule-rooms")).hasValue("person 10 in 1h; address 480 in 1h");
    assertThat(page.getByTestId("prefix")).hasCount(50);
    take(page, "admin-limits");
    access.check(page, "limits");
    page.getByTestId("rule-rooms").fill("many");
    page.getByTestId("save-rooms").click();
    assertThat(page.getByText("This is not understood")).isVisible();
    page.getByTestId("rule-rooms").fill("person 3 in 30m; address 9 in 1h");
    page.getByTestId("save-rooms").click();
    assertThat(page.getByTestId("told")).hasText("New rooms: applied.");
    assertThat(page.getByTestId("limit-rooms")).hasAttribute("data-changed", "true");
    page.getByTestId("challenge-on").click();
    assertThat(page.getByTestId("challenge-on")).hasAttribute("aria-pressed", "true");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(360, 740);
    take(page, "admin-limits-phone-dark");
    access.check(page, "limits on a phone, dark");
    page.setViewportSize(320, 640);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    AccountLook.magnified(page, "admin-limits");
    page.getByTestId("language").selectOption("de");
    assertThat(page.getByTestId("part-limits")).hasText("Grenzen");
    AccountLook.magnified(page, "admin-limits-de");
    page.setViewportSize(360, 740);
    take(page, "admin-limits-de-phone-dark");
    page.getByTestId("language").selectOption("en");
    page.setViewportSize(320, 640);
    page.getByTestId("reset-rooms").click();
    assertThat(page.getByTestId("limit-rooms")).hasAttribute("data-changed", "false");
    assertThat(sent.get(sent.size() - 1)).isEqualTo("{\"class\":\"rooms\",\"rule\":null}");
    access.assertAll();
  }

  private void limits(Route route) {
    if ("PUT".equals(route.request().method())) {
      String body = route.request().postData();
      sent.add(body);
      if (body.contains("many")) {
        Map<String, ?> problem =
            Map.of("code", "bad-request", "errors", List.of(Map.of("pointer", "/rule")));
        route.fulfill(
            new Route.FulfillOptions()
                .setStatus(422)
                .setContentType("application/problem+json")
                .setBody(Json.write(problem)));
        return;
      }
      if (body.contains("challenge")) {
        challenge = "on";
      } else if (body.contains("null")) {
        rules.clear();
      } else {
        rules.put("rooms", "person 3 in 30m; address 9 in 1h");
      }
    }
    List<Object> all = new ArrayList<>();
    for (LimitClass kind : LimitClass.values()) {
      String rule = rules.getOrDefault(kind.wire(), kind.standard().text());
      boolean changed = rules.containsKey(kind.wire());
      all.add(Map.of("class", kind.wire(), "rule", rule, "changed", changed));
    }
    List<Object> prefixes =
        IntStream.range(0, 50)
            .<Object>mapToObj(
                i -> Map.of("prefix", "5f1c9a0b72" + (10 + i), "refused", 123_456 / (i + 1)))
            .toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("enabled", true);
    json.put("challenge", challenge);
    json.put("challengeChanged", !"auto".equals(challenge));
    json.put("limits", all);
    json.put("prefixes", prefixes);
    answer(route, json);
  }

  private static void answer(Route route, Map<String, ?> json) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(Json.write(json)));
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
