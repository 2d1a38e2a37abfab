package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.votehub.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page that verifies proofs, with a network and without. */
class ProofIT extends BrowserTest {
  private static final String KEPT =
      """
      async () => {
        await navigator.serviceWorker.ready;
        const paths = [];
        for (const name of await caches.keys()) {
          for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
        }
        return paths.join(' ') + ' ';
      }
      """;

  private static Map<?, ?> vector(String file, String name) throws Exception {
    Path path = Path.of("conformance", "vectors", file);
    for (Object each : (List<?>) Json.read(Files.readString(path))) {
      if (((Map<?, ?>) each).get("name").equals(name)) {
        return (Map<?, ?>) each;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static void give(Page page, String name) throws Exception {
    byte[] zip = Base64.getDecoder().decode((String) vector("archives.json", name).get("zip"));
    page.getByTestId("verify-file")
        .setInputFiles(new FilePayload("proof.zip", "application/zip", zip));
  }

  private static void expect(Page page, String kind) {
    assertThat(page.getByTestId("verdict")).hasAttribute("data-kind", kind);
  }

  private static String finding(String code) {
    return "[data-testid=finding][data-code='" + code + "']";
  }

  @Test
  void anArchiveIsVerifiedWithoutANetworkOnceThePageWasLoaded() throws Exception {
    Page page = browsers.app(fixture.home() + "verify", Browsers.ENGLISH);
    page.waitForCondition(
        () -> {
          String kept = (String) page.evaluate(KEPT);
          return kept.contains("/verify ")
              && kept.contains("/pages/verify.js")
              && kept.contains("/i18n/verify.en.js");
        });
    page.context().setOffline(true);
    page.reload();

    give(page, "receipts alone");
    expect(page, "true");
    assertThat(page.locator(finding("not-public"))).isVisible();
    assertThat(page.locator(finding("no-key"))).isVisible();

    give(page, "the result is not that of the ballots");
    expect(page, "false");
    assertThat(page.locator(finding("false.result"))).containsText("winners");

    give(page, "text");
    expect(page, "unreadable");

    give(page, "signed by another key");
    expect(page, "true");
    page.getByTestId("verify-more").locator("summary").click();
    page.getByTestId("verify-key")
        .fill((String) vector("archives.json", "receipts alone").get("key"));
    page.getByTestId("verify-key").blur();
    expect(page, "false");
    assertThat(page.locator(finding("false.other-key"))).isVisible();
  }

  @Test
  void theProofOfOneBallotIsVerifiedByItsTag() throws Exception {
    Page page = browsers.desk("about:blank", 360, 740);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.navigate(fixture.home() + "verify?lang=ar");
    Map<?, ?> proof = vector("notes.json", "the proof of voter 0");
    byte[] text = ((String) proof.get("proof")).getBytes(StandardCharsets.UTF_8);

    page.getByTestId("verify-file").setInputFiles(new FilePayload("proof.txt", "text/plain", text));
    expect(page, "tag");
    page.getByTestId("verify-tag").fill((String) proof.get("tag"));
    page.getByTestId("verify-tag").blur();
    expect(page, "true");
    page.getByTestId("verify-tag")
        .fill((String) vector("notes.json", "the proof of voter 1").get("tag"));
    page.getByTestId("verify-tag").blur();
    expect(page, "false");

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void aPhoneFindsItsBallotInTheSealAndTheArchiveHoldsOnThePage() throws Exception {
    String poll = fixture.draft("Which tree?", Labels.SEVEN, Map.of("proof", "ballots"));
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("ballots-public")).isVisible();
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    fixture.vote(poll, 3, 2);
    fixture.step(poll, "close");

    assertThat(phone.getByTestId("sealed")).hasAttribute("data-state", "included");
    phone.getByTestId("sealed-more").tap();
    assertThat(phone.getByTestId("sealed-root")).not().isEmpty();
    phone.getByTestId("sealed-close").tap();
    assertThat(phone.getByTestId("sealed-sheet")).isHidden();

    String address = "api/v1/rooms/" + fixture.room().code() + "/polls/" + poll + "/proof.zip";
    byte[] zip = phone.request().get(fixture.home() + address).body();
    Page page = browsers.desk(fixture.home() + "verify", 1280, 800);
    page.getByTestId("verify-file")
        .setInputFiles(new FilePayload("proof.zip", "application/zip", zip));
    expect(page, "true");
    assertThat(page.locator(finding("result"))).hasAttribute("data-ok", "true");
  }
}
