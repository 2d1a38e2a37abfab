package io.votehub.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollSpecTest {
  private static final VotingMethods METHODS = VotingMethods.standard();

  private static Map<String, Object> json(String text) {
    try {
      return Json.readObject(text.replace('\'', '"'));
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  private static PollSpec read(String text) {
    return PollSpec.read(json(text), METHODS);
  }

  private static List<String> pointers(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    return refusal.faults().stream().map(Refusal.Fault::pointer).toList();
  }

  private static List<String> ids(PollSpec spec) {
    return spec.options().stream().map(Option::id).toList();
  }

  private static PollSpec withOptions(String options) {
    return read("{'question':'?','method':'single','options':" + options + "}");
  }

  private static PollSpec withSettings(String settings) {
    return read(
        "{'question':'?','method':'multiple','options':['x','y','z'],'settings':" + settings + "}");
  }

  @Test
  void optionsWithoutIdsGetLettersInOrder() {
    assertThat(ids(withOptions("['x','y',{'label':'z'}]"))).containsExactly("a", "b", "c");
    String many = "['x'" + ",'x'".repeat(28) + "]";
    assertThat(ids(withOptions(many))).endsWith("z", "aa", "ab", "ac").doesNotHaveDuplicates();
    String all = "['x'" + ",'x'".repeat(99) + "]";
    assertThat(ids(withOptions(all))).endsWith("cv").doesNotHaveDuplicates();
  }

  @Test
  void givenIdsAreKeptAndNotAssignedAgain() {
    assertThat(ids(withOptions("['x',{'id':'a','label':'y'},{'id':'Z_1-','label':'z'},'w']")))
        .containsExactly("b", "a", "Z_1-", "c");
  }

  @Test
  void everyErrorOfAnOptionHasItsPath() {
    assertThat(
            pointers(
                () ->
                    withOptions(
                        "[{'id':'a b','label':'x'},{'id':'c','label':''},{'id':'c','label':'y'},"
                            + "{'label':'x','colour':'red'},7,'',{'id':5,'label':'x'}]")))
        .containsExactlyInAnyOrder(
            "/options/0/id",
            "/options/1/label",
            "/options/2/id",
            "/options/3/colour",
            "/options/4",
            "/options/5",
            "/options/6/id");
    assertThat(pointers(() -> withOptions("[]"))).containsExactly("/options");
    assertThat(pointers(() -> withOptions("null"))).containsExactly("/options");
    assertThat(pointers(() -> withOptions("{'a':1}"))).containsExactly("/options");
    assertThat(pointers(() -> withOptions("['" + "x".repeat(201) + "']")))
        .containsExactly("/options/0");
  }

  @Test
  void theLengthOfALabelCountsVisibleCharacters() {
    assertThat(withOptions("['" + "\uD83D\uDE00".repeat(200) + "']").options()).hasSize(1);
  }

  @Test
  void anImageIsAPictureOfTheRoomWithATextForWhoDoesNotSeeIt() {
    String id = "0a".repeat(32);

    PollSpec spec =
        withOptions("[{'label':'x','image':'" + id + "','imageSize':[4,3],'alt':' A <red> fox '}]");

    assertThat(spec.options().get(0).image()).contains(Picture.named(id, "A <red> fox"));
    assertThat(
            spec.withPicturesOf(Map.of(id, new Picture(id, 40, 30, ""))).options().get(0).image())
        .contains(new Picture(id, 40, 30, "A <red> fox"));
    assertThatThrownBy(() -> spec.withPicturesOf(Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class,
            no -> assertThat(no.faults().get(0).pointer()).isEqualTo("/options/0/image"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png?x=1",
        "data:image/png;base64,iVBORw0KGgo=",
        "http://example.com/a.png",
        "javascript:alert(1)",
        "data:image/svg+xml;base64,AAAA",
        "0A0A",
        "/a.png",
        ""
      })
  void anyOtherImageIsRefused(String image) {
    assertThat(pointers(() -> withOptions("[{'label':'x','image':'" + image + "'}]")))
        .containsExactly("/options/0/image");
  }

  @Test
  void settingsHaveDefaultsAndAreValidated() {
    assertThat(withSettings("{}").settings())
        .isEqualTo(PollSettings.DEFAULT.withOwn(Map.of("min", 1, "max", 3)));
    PollSettings settings =
        withSettings("{'change':false,'results':'hidden','peek':true,'graceMs':5000,'max':2}")
            .settings();
    assertThat(settings)
        .isEqualTo(
            new PollSettings(
                false,
                PollSettings.Results.HIDDEN,
                true,
                5000,
                true,
                false,
                false,
                Optional.empty(),
                Map.of("min", 1, "max", 2)));
    assertThat(pointers(() -> withSettings("{'change':1,'results':null,'graceMs':5001,'max':4}")))
        .containsExactlyInAnyOrder(
            "/settings/change", "/settings/results", "/settings/graceMs", "/settings/max");
    assertThat(pointers(() -> withSettings("{'colour/x':1}")))
        .containsExactly("/settings/colour~1x");
    assertThat(pointers(() -> withSettings("[]"))).containsExactly("/settings");
    assertThat(pointers(() -> withSettings("{'graceMs':1.5}")))
        .containsExactly("/settings/graceMs");
  }

  @Test
  void fieldsOfTheHubCannotBeSetByClients() {
    assertThat(
            pointers(
                () ->
                    read(
                        "{'question':'?','method':'none','options':['x'],'id':'x','room':'x',"
                            + "'state':'open','visible':true,'rev':1,'openedAt':1}")))
        .containsExactlyInAnyOrder(
            "/method", "/id", "/room", "/state", "/visible", "/rev", "/openedAt");
    assertThat(pointers(() -> read("{}")))
        .containsExactlyInAnyOrder("/question", "/method", "/options");
  }

  @Test
  void aPatchChangesOnlyTheNamedFields() {
    PollSpec before = withSettings("{'max':2,'graceMs':100}");

    PollSpec after = before.patched(json("{'settings':{'change':false}}"), METHODS);

    assertThat(after)
        .isEqualTo(
            new PollSpec(
                "?",
                "multiple",
                before.options(),
                new PollSettings(
                    false, PollSettings.Results.LIVE, 100, Map.of("min", 1, "max", 2))));
    assertThat(before.patched(Map.of(), METHODS)).isEqualTo(before);
    assertThat(after.patched(json("{'settings':{'max':null,'graceMs':null}}"), METHODS).settings())
        .isEqualTo(
            new PollSettings(false, PollSettings.Results.LIVE, 0, Map.of("min", 1, "max", 3)));
  }

  @Test
  void defaultSettingsFollowTheOptionsAndChosenOnesAreValidated() {
    PollSpec all = withSettings("{}");
    assertThat(all.patched(json("{'options':['x']}"), METHODS).settings().whole("max"))
        .isEqualTo(1);
    PollSpec two = withSettings("{'max':2}");
    assertThat(pointers(() -> two.patched(json("{'options':['x']}"), METHODS)))
        .containsExactly("/settings/max");
  }

  @Test
  void changingTheMethodDropsTheSettingsOfTheOldOne() {
    PollSpec after = withSettings("{'max':2}").patched(json("{'method':'single'}"), METHODS);
    assertThat(after.settings()).isEqualTo(PollSettings.DEFAULT);
  }

  @Test
  void aPatchIsValidatedLikeANewPoll() {
    PollSpec spec = withSettings("{}");
    assertThat(
            pointers(
                () ->
                    spec.patched(
                        json("{'question':null,'method':'x','state':'open','settings':7}"),
                        METHODS)))
        .containsExactlyInAnyOrder("/question", "/method", "/state", "/settings");
  }
}
