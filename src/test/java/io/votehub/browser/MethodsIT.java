package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The controls of the voting methods on a phone: voting by touch, error messages, changing, and
 * unsent ballots.
 */
class MethodsIT extends BrowserTest {
  private static final List<String> BEDS = List.of("Rhubarb", "Gooseberries", "Ferns", "A bench");

  private String poll;

  @Test
  void theNeutralScoreDiffersFromNoScore() {
    Page phone = open("score", BEDS, Map.of("min", -2, "max", 2));
    assertThat(phone.getByTestId("score-a")).hasAttribute("data-score", "");
    assertCannotSend(phone, "Score at least one option");

    phone.getByTestId("score-a-2").tap();
    phone.getByTestId("score-b-0").tap();
    phone.getByTestId("score-c-0").tap();
    assertThat(phone.getByTestId("score-c").getByLabel("0, neutral")).isChecked();
    assertThat(phone.getByTestId("score-d").locator(":checked")).hasCount(0);
    send(phone, "{\"scores\":{\"a\":2,\"b\":0,\"c\":0}}");

    change(phone);
    phone.getByTestId("score-b-0").tap();
    assertThat(phone.getByTestId("score-b")).hasAttribute("data-score", "");
    send(phone, "{\"scores\":{\"a\":2,\"c\":0}}");
    reloadKeeps(phone, "score-a", "data-score", "2");
  }

  @Test
  void aScaleOfManyScoresIsASlider() {
    Page phone = open("score", BEDS, Map.of("min", 0, "max", 100));

    tapAt(phone, phone.getByTestId("score-a"), 0.5);
    phone.getByTestId("score-set-c").tap();
    assertThat(phone.getByTestId("score-c")).hasAttribute("aria-valuetext", "0, neutral");
    assertThat(phone.getByTestId("score-d")).hasAttribute("aria-valuetext", "not scored");
    send(phone, "{\"scores\":{\"a\":50,\"c\":0}}");
    assertThat(phone.getByTestId("own-ballot")).hasText("Rhubarb 50 and Ferns 0");
  }

  @Test
  void aRankingIsMadeByTappingAndReorderedByDragging() {
    Page phone = open("ranked", BEDS, Map.of());
    assertCannotSend(phone, "Rank at least one option");

    phone.getByTestId("rank-c").locator(".label").tap();
    phone.getByTestId("rank-a").locator(".label").tap();
    assertPlaces(phone, "2", "", "1", "");
    assertThat(phone.getByTestId("rank-tie-a")).hasCount(0);
    drag(phone, "rank-handle-d", "rank-c");
    assertPlaces(phone, "3", "", "2", "1");
    assertThat(phone.getByTestId("rank-said")).hasText("A bench is number 1 of 3");
    send(phone, "{\"ranking\":[\"d\",\"c\",\"a\"]}");

    change(phone);
    phone.getByTestId("rank-up-a").tap();
    phone.getByTestId("rank-down-c").tap();
    assertPlaces(phone, "2", "", "", "1");
    assertThat(phone.getByTestId("sent-ballot")).containsText("1. A bench, 2. Ferns, 3. Rhubarb");
    send(phone, "{\"ranking\":[\"d\",\"a\"]}");
    reloadKeeps(phone, "rank-a", "data-place", "2");
  }

  @Test
  void placesCanBeSharedIfTheCountAllowsTies() {
    Page phone = open("ranked", BEDS, Map.of("count", "schulze"));

    for (String option : List.of("b", "c", "d")) {
      phone.getByTestId("rank-up-" + option).tap();
    }
    phone.getByTestId("rank-tie-c").tap();
    assertPlaces(phone, "", "1", "1", "2");
    send(phone, "{\"ranking\":[[\"b\",\"c\"],\"d\",\"a\"]}");

    change(phone);
    phone.getByTestId("rank-tie-c").tap();
    assertPlaces(phone, "4", "1", "2", "3");
    send(phone, "{\"ranking\":[\"b\",\"c\",\"d\",\"a\"]}");
    reloadKeeps(phone, "rank-d", "data-place", "3");
  }

  @Test
  void thePageSaysThatUngradedOptionsCountAsTheLastGrade() {
    Page phone = open("grades", BEDS, Map.of());
    assertCannotSend(phone, "Grade at least one option");

    phone.getByTestId("grade-a-1").tap();
    phone.getByTestId("grade-b-0").tap();
    assertThat(phone.getByTestId("send-why")).containsText("2 are not graded");
    assertThat(phone.getByTestId("send-why")).containsText("Reject");
    send(
        phone,
        "{\"grades\":{\"a\":\"very-good\",\"b\":\"excellent\",\"c\":\"reject\",\"d\":\"reject\"}}");

    change(phone);
    phone.getByTestId("grade-c-3").tap();
    send(
        phone,
        "{\"grades\":{\"a\":\"very-good\",\"b\":\"excellent\",\"c\":\"passable\",\"d\":\"reject\"}}");
    reloadKeeps(phone, "grades-c", "data-grade", "passable");
  }

  @Test
  void remainingPointsStayVisibleAndTooManyCannotBeSent() {
    Page phone = open("points", BEDS, Map.of("total", 100));
    assertCannotSend(phone, "Give at least one point");

    phone.getByTestId("points-more-a").tap();
    phone.getByTestId("points-b").fill("120");
    assertThat(phone.getByTestId("points-left")).hasAttribute("data-left", "-25");
    assertCannotSend(phone, "25 points too many");
    phone.getByTestId("points-b").fill("60");
    assertThat(phone.getByTestId("points-left")).hasAttribute("data-left", "35");
    send(phone, "{\"points\":{\"a\":5,\"b\":60}}");

    change(phone);
    phone.getByTestId("points-rest-d").tap();
    assertThat(phone.getByTestId("points-left")).hasAttribute("data-left", "0");
    assertThat(phone.getByTestId("points-more-a")).hasAttribute("aria-disabled", "true");
    send(phone, "{\"points\":{\"a\":5,\"b\":60,\"d\":35}}");
    reloadKeeps(phone, "points-d", null, "35");
  }

  @Test
  void typedPointsAreReadOrReportedAsInvalid() {
    Page phone = open("points", BEDS, Map.of("total", 100));

    for (String typed : List.of("12,5", "-5", "ten")) {
      phone.getByTestId("points-a").fill(typed);
      assertCannotSend(phone, "“" + typed + "” is not a whole number of points");
      assertThat(phone.getByTestId("points-left")).hasAttribute("data-left", "100");
    }
    phone.getByTestId("points-a").fill("３０");
    assertThat(phone.getByTestId("points-left")).hasAttribute("data-left", "70");
    phone.getByTestId("points-b").fill("٤٠");

    send(phone, "{\"points\":{\"a\":30,\"b\":40}}");
    change(phone);
    assertThat(phone.getByTestId("points-a")).hasValue("30");
  }

  @Test
  void anAmbiguousNumberMustBeClarified() {
    Page phone = open("number", List.of(), Map.of());
    Locator field = phone.getByTestId("number");

    field.fill("1.234");
    assertCannotSend(phone, "two ways");
    assertThat(phone.getByTestId("reading-0")).hasText("1.234");
    phone.getByTestId("reading-1").tap();
    assertThat(field).hasValue("1234");
    send(phone, "{\"number\":1234}");

    change(phone);
    field.fill("1.234");
    phone.getByTestId("reading-0").tap();
    assertThat(phone.getByTestId("reading-0")).hasCount(0);
    send(phone, "{\"number\":1.234}");
    reloadKeeps(phone, "number", null, "1.234");
  }

  @Test
  void numberFieldsUseTheReadersNotationWhateverThePagesLanguage() {
    poll = fixture.draft("number", "How far?", List.of(), Map.of("step", 0.5));
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience(), 360, 740, "sv-SE");

    phone.getByTestId("number").fill("12,5");
    assertThat(phone.getByTestId("send-why")).containsText("Your number: 12.5");
    phone.getByTestId("number-up").tap();

    assertThat(phone.getByTestId("number")).hasValue("13");
    phone.getByTestId("number-up").tap();
    assertThat(phone.getByTestId("number")).hasValue("13,5");
  }

  @Test
  void aNumberRespectsItsBoundsAndStep() {
    Page phone =
        open("number", List.of(), Map.of("min", 0, "max", 50, "step", 0.5, "unit", "hours"));
    assertThat(phone.getByText("From 0 to 50 hours, in steps of 0.5.")).isVisible();
    assertCannotSend(phone, "Write a number");

    Locator field = phone.getByTestId("number");
    field.fill("a few");
    assertCannotSend(phone, "not a number");
    field.fill("51");
    assertCannotSend(phone, "The greatest is 50 hours");
    field.fill("7.3");
    assertCannotSend(phone, "take 7 or 7.5 hours");
    phone.getByTestId("number-up").tap();
    assertThat(field).hasValue("7.5");
    send(phone, "{\"number\":7.5}");

    change(phone);
    field.fill("12,0");
    send(phone, "{\"number\":12}");
    reloadKeeps(phone, "number", null, "12");
  }

  @Test
  void wordsThatDifferInCaseAreTheSame() {
    Page phone = open("words", List.of(), Map.of("max", 3));
    assertCannotSend(phone, "Write at least one word");

    phone.getByTestId("word-0").fill("Fun");
    phone.getByTestId("word-0").press("Enter");
    assertThat(phone.getByTestId("word-1")).isFocused();
    phone.getByTestId("word-1").fill(" fun");
    assertCannotSend(phone, "“fun” stands twice");
    phone.getByTestId("word-1").fill("x".repeat(41));
    assertCannotSend(phone, "1 characters too long");
    phone.getByTestId("word-1").fill("A Good  Lunch");
    send(phone, "{\"words\":[\"a good lunch\",\"fun\"]}");

    change(phone);
    phone.getByTestId("word-2").fill("rain");
    send(phone, "{\"words\":[\"a good lunch\",\"fun\",\"rain\"]}");
    reloadKeeps(phone, "word-2", null, "rain");
  }

  @Test
  void aTextFieldShowsTheRemainingCharacters() {
    Page phone = open("text", List.of(), Map.of("maxLength", 12));
    assertCannotSend(phone, "Write something");

    phone.getByTestId("text").fill("More tea 🍵🍵🍵🍵🍵");
    assertThat(phone.getByTestId("text-left")).hasAttribute("data-left", "-2");
    assertCannotSend(phone, "2 characters too many");
    phone.getByTestId("text").fill("More tea 🍵🍵");
    assertThat(phone.getByTestId("text-left")).hasAttribute("data-left", "1");
    send(phone, "{\"text\":\"More tea 🍵🍵\"}");

    change(phone);
    phone.getByTestId("text").fill("  Less talk ");
    send(phone, "{\"text\":\"Less talk\"}");
    reloadKeeps(phone, "text", null, "Less talk");
  }

  @Test
  void anUnsentBallotSurvivesAReloadAndCanBeDiscarded() {
    Page phone = open("multiple", BEDS, Map.of("max", 3));
    phone.getByTestId("option-a").tap();
    send(phone, "{\"choices\":[\"a\"]}");
    change(phone);
    phone.getByTestId("option-b").tap();

    phone.reload();

    assertThat(phone.getByTestId("option-b")).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("sent-ballot")).containsText("Your vote until then: Rhubarb");
    phone.getByTestId("take-back").tap();
    assertThat(phone.getByTestId("collapsed")).isVisible();
    change(phone);
    assertThat(phone.getByTestId("option-b")).hasAttribute("data-chosen", "false");
    assertThat(phone.getByTestId("send-why")).containsText("This is the vote you sent");
    assertBallot("{\"choices\":[\"a\"]}");
  }

  @Test
  void ifChangesAreNotAllowedTheControlIsGoneAfterTheVote() {
    Page phone = open("points", BEDS, Map.of("total", 10, "change", false));

    phone.getByTestId("points-more-a").tap();
    send(phone, "{\"points\":{\"a\":1}}");

    assertThat(phone.getByTestId("own-ballot")).hasText("Rhubarb 1");
    assertThat(phone.getByTestId("change")).hasCount(0);
    assertThat(phone.getByTestId("points-more-a")).hasCount(0);
    assertThat(phone.getByTestId("send")).hasCount(0);
  }

  @Test
  void theVotersOwnBallotIsShownBesideTheFinalResult() {
    Page phone = open("ranked", BEDS, Map.of());
    phone.getByTestId("rank-up-b").tap();
    phone.getByTestId("rank-up-a").tap();
    send(phone, "{\"ranking\":[\"b\",\"a\"]}");
    assertThat(phone.getByTestId("result")).isVisible();

    fixture.step(poll, "close");

    assertThat(phone.getByTestId("own-ballot")).containsText("1. Gooseberries, 2. Rhubarb");
    assertThat(phone.getByTestId("result")).isVisible();
    assertThat(phone.getByTestId("send")).hasCount(0);
  }

  private Page open(String method, List<String> labels, Map<String, Object> settings) {
    poll = fixture.draft(method, "What shall we do with the north bed?", labels, settings);
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("send")).isVisible();
    return phone;
  }

  /** The button can be pressed, and then announces what is missing. */
  private static void assertCannotSend(Page phone, String why) {
    assertThat(phone.getByTestId("send")).hasAttribute("aria-disabled", "true");
    assertThat(phone.getByTestId("send-why")).containsText(why);
    phone.getByTestId("send").dispatchEvent("click");
    assertThat(phone.getByTestId("send-why")).hasAttribute("role", "alert");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "none");
  }

  private void send(Page phone, String ballot) {
    assertThat(phone.getByTestId("send")).hasAttribute("aria-disabled", "false");
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(phone.getByTestId("vote-state")).containsText("Receipt");
    assertBallot(ballot);
  }

  /** The only ballot that stands at the hub. */
  private void assertBallot(String ballot) {
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls/" + poll + "/ballots";
    String line = fixture.hub().call("GET", path, fixture.room().token(), null).body().strip();
    JsonObject standing = JsonParser.parseString(line).getAsJsonObject();
    assertThat(standing.get("ballot")).isEqualTo(JsonParser.parseString(ballot));
  }

  /** The control shows the hub's ballot, and the receipt is still assigned to it. */
  private static void reloadKeeps(Page phone, String testId, String attribute, String value) {
    phone.reload();
    assertThat(phone.getByTestId("vote-state")).containsText(Pattern.compile("Receipt \\S+"));
    change(phone);
    if (attribute == null) {
      assertThat(phone.getByTestId(testId)).hasValue(value);
    } else {
      assertThat(phone.getByTestId(testId)).hasAttribute(attribute, value);
    }
    assertThat(phone.getByTestId("send-why")).containsText("This is the vote you sent");
  }

  private static void change(Page phone) {
    phone.getByTestId("change").tap();
  }

  private static void assertPlaces(Page phone, String... places) {
    for (int i = 0; i < places.length; i++) {
      assertThat(phone.getByTestId("rank-" + (char) ('a' + i)))
          .hasAttribute("data-place", places[i]);
    }
  }

  private static void tapAt(Page phone, Locator slider, double share) {
    slider.scrollIntoViewIfNeeded();
    BoundingBox box = slider.boundingBox();
    phone.touchscreen().tap(box.x + box.width * share, box.y + box.height / 2);
  }

  /** Drags a handle to the upper half of another row. */
  private static void drag(Page phone, String handle, String row) {
    BoundingBox from = phone.getByTestId(handle).boundingBox();
    BoundingBox to = phone.getByTestId(row).boundingBox();
    double x = from.x + from.width / 2;
    double start = from.y + from.height / 2;
    double end = to.y + 4;
    CDPSession finger = phone.context().newCDPSession(phone);
    touch(finger, "touchStart", x, start);
    for (int step = 1; step <= 10; step++) {
      touch(finger, "touchMove", x, start + (end - start) * step / 10);
    }
    JsonObject lifted = new JsonObject();
    lifted.addProperty("type", "touchEnd");
    lifted.add("touchPoints", JsonParser.parseString("[]"));
    finger.send("Input.dispatchTouchEvent", lifted);
    finger.detach();
  }

  private static void touch(CDPSession finger, String type, double x, double y) {
    JsonObject touch = new JsonObject();
    touch.addProperty("type", type);
    touch.add("touchPoints", JsonParser.parseString("[{\"x\":" + x + ",\"y\":" + y + "}]"));
    finger.send("Input.dispatchTouchEvent", touch);
  }
}
