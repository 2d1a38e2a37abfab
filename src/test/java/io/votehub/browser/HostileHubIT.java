package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.votehub.PythonProgram;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The voter's page and the big screen behind the hostile hub of the conformance kit. */
class HostileHubIT extends BrowserTest {
  private static final LocatorAssertions.HasAttributeOptions SOON =
      new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

  @Test
  void noVoteIsLostAndTheResultIsTheFinalOne() throws Exception {
    assumeTrue(PythonProgram.isThere(), "There is no python3 here");
    browsers.expectLostConnections();
    String poll = fixture.draft("Does it hold?", List.of("Yes", "No"), Map.of("peek", true));
    fixture.step(poll, "open");
    Process hostile =
        PythonProgram.start(
            "hostile.py",
            "--hub",
            "http://127.0.0.1:" + fixture.hub().port(),
            "--calm-after",
            "12");
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(hostile.getInputStream(), UTF_8))) {
      String address = said.readLine();
      Page phone = browsers.phone(address + "/r/" + fixture.room().code());
      Page screen = browsers.desk(address + "/screen/" + fixture.room().code());
      for (String option : List.of("option-a", "option-b", "option-a")) {
        phone.getByTestId(option).tap();
        assertThat(phone.getByTestId(option)).hasAttribute("data-chosen", "true");
        fixture.vote(poll, 1, 1);
      }

      assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted", SOON);
      assertThat(said.readLine()).startsWith("calm now").contains("closed");
      fixture.step(poll, "close");

      assertThat(fixture.result(poll)).containsEntry("ballots", 7);
      for (Page page : List.of(phone, screen)) {
        assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "4", SOON);
        assertThat(page.getByTestId("result-bar-b")).hasAttribute("data-votes", "3", SOON);
      }
      assertThat(phone.getByTestId("option-a")).hasAttribute("data-chosen", "true");
      assertThat(screen.getByTestId("final")).isVisible();
    } finally {
      hostile.destroy();
    }
  }
}
