package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Members of a voter roll vote by the code or the link that they were given. */
class MemberCodeIT {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  @Test
  void aMemberVotesByCodeOrLinkAndNobodyElseDoes() {
    // Of codes that are on no roll.
    browsers.expectStatus(403);
    try (RoomFixture fixture = new RoomFixture(data)) {
      Map<String, Object> ana = memberWithAnOpenPoll(fixture);
      AccessCheck access = new AccessCheck();

      Page phone = browsers.phone(fixture.audience());
      phone.getByTestId("member-code").fill("ABCD-EFGH-JKMN-PQ");
      phone.getByTestId("member-go").click();
      assertThat(phone.getByTestId("member-error")).containsText("not on the voter roll");
      take(phone, "member-code");
      access.check(phone, "a member's code");
      phone.getByTestId("member-code").fill(((String) ana.get("code")).toLowerCase(Locale.ROOT));
      phone.getByTestId("member-go").click();
      phone.getByTestId("option-a").click();
      assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

      Page tablet = browsers.phone(fixture.audience() + key(ana));
      assertThat(tablet.getByTestId("option-a")).hasAttribute("data-chosen", "true");
      assertThat(tablet).hasURL(fixture.audience());
      Page stranger = browsers.phone(fixture.audience() + "#k=nobodysKeyAtAll");
      assertThat(stranger.getByTestId("member-code")).isVisible();
      assertThat(stranger.getByTestId("option-a")).hasCount(0);
      access.assertAll();
    }
  }

  @Test
  void aMembersLinkWorksOnANetworkThatFailsAtFirst() {
    browsers.expectLostConnections();
    try (RoomFixture fixture = new RoomFixture(data)) {
      Map<String, Object> ana = memberWithAnOpenPoll(fixture);
      Page phone = browsers.phone("about:blank");
      Set<String> lost = new HashSet<>();
      for (String name : List.of("**/voter/member-link.js*", "**/voters")) {
        phone.route(
            name,
            route -> {
              if (lost.add(name)) {
                route.abort();
              } else {
                route.resume();
              }
            });
      }

      phone.navigate(fixture.audience() + key(ana));

      assertThat(phone.getByTestId("option-a")).isVisible();
      assertThat(phone).hasURL(fixture.audience());
      Assertions.assertThat(lost).hasSize(2);
    }
  }

  /** The fragment of the link that was sent to a member. */
  private static String key(Map<String, Object> member) {
    String link = (String) member.get("link");
    return link.substring(link.indexOf('#'));
  }

  /** Returns the member. */
  private static Map<String, Object> memberWithAnOpenPoll(RoomFixture fixture) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    String key = fixture.room().token();
    String roll =
        (String)
            fixture.hub().post(room + "/electorates", key, Map.of("title", "Members")).get("id");
    Map<String, Object> ana =
        fixture
            .hub()
            .post(
                room + "/electorates/" + roll + "/members",
                key,
                Map.of("label", "Ana", "weight", 3));
    String poll =
        fixture.draft("Shall we build the new greenhouse?", List.of("Yes", "No"), Map.of());
    fixture.hub().call("PATCH", room + "/polls/" + poll, key, "{\"electorate\":\"" + roll + "\"}");
    fixture.step(poll, "open");
    return ana;
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
