package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.push.TestBrowser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A voter's browser asks to be told by push. */
class PushCallsTest extends CallsTest {
  private static final String ENDPOINT = "https://push.example/send/a-secret-of-the-browser";

  private String voter;
  private String voterId;

  @BeforeEach
  void join() {
    Got made = hub.post(room.path() + "/voters").send();
    voter = (String) made.at("token");
    voterId = (String) made.at("voter");
  }

  private Got put(String token, Map<String, ?> subscription) {
    return hub.ask("PUT", room.path() + "/push").as(token).send(subscription);
  }

  private Got put(String endpoint) {
    return put(voter, TestBrowser.subscription(endpoint));
  }

  private List<String> kept() throws Exception {
    return hub.store.records(room.code(), "push/", "", 200).await(60, TimeUnit.SECONDS).stream()
        .map(each -> each.key() + each.text())
        .toList();
  }

  @Test
  void aVoterSubscribesAndEndsIt() throws Exception {
    Got added = put(ENDPOINT);
    Got again = put(ENDPOINT);

    assertThat(added.status()).isEqualTo(200);
    assertThat(again.at("id")).isEqualTo(added.at("id"));
    assertThat(kept()).hasSize(1);

    String path = room.path() + "/push/" + added.at("id");
    assertThat(hub.ask("DELETE", path).as(hub.voter(room)).send().status()).isEqualTo(204);
    assertThat(kept()).hasSize(1);
    assertThat(hub.ask("DELETE", path).as(voter).send().status()).isEqualTo(204);
    assertThat(hub.ask("DELETE", path).as(voter).send().status()).isEqualTo(204);
    assertThat(kept()).isEmpty();
  }

  @Test
  void theStoreTellsNeitherWhoNorWhere() throws Exception {
    put(ENDPOINT);

    assertThat(kept()).noneMatch(each -> each.contains("push.example") || each.contains(voterId));
  }

  @Test
  void ofAFourthBrowserOfAVoterTheOldestGoes() throws Exception {
    Got first = put(ENDPOINT);
    for (int i = 0; i < 3; i++) {
      put(ENDPOINT + i);
    }

    assertThat(kept()).singleElement().asString().doesNotContain((String) first.at("id"));
  }

  @Test
  void subscriptionsEndWithTheirRoom() throws Exception {
    put(ENDPOINT);

    hub.ask("DELETE", room.path()).as(room.token()).send();

    assertThat(kept()).isEmpty();
  }

  @Test
  void whatCouldNotBeSentToIsRefused() {
    for (String elsewhere :
        List.of(
            "https://elsewhere.example/send",
            "https://push.example.elsewhere.example/send",
            "https://user@push.example/send",
            "https://127.0.0.1/send",
            "https://[::1]/send",
            "https://localhost/send",
            "http://push.example/send",
            "not an address")) {
      assertThat(put(elsewhere).status()).as(elsewhere).isEqualTo(422);
    }
    Map<String, Object> other = new HashMap<>(TestBrowser.subscription(ENDPOINT));
    String offTheCurve = "B" + "A".repeat(85) + "E";
    String secret = "A".repeat(22);
    for (Map<String, String> keys :
        List.of(
            Map.of("p256dh", offTheCurve, "auth", secret),
            Map.of("p256dh", "AAAA", "auth", secret),
            Map.of("p256dh", "*".repeat(87), "auth", secret),
            Map.of("auth", secret))) {
      other.put("keys", keys);
      assertThat(put(voter, other).status()).as("%s", keys).isEqualTo(422);
    }
  }

  @Test
  void onlyVotersSubscribe() {
    Map<String, Object> subscription = TestBrowser.subscription(ENDPOINT);

    assertThat(put(room.token(), subscription).status()).isEqualTo(403);
    assertThat(put(hub.voter(hub.room()), subscription).status()).isEqualTo(403);
    assertThat(hub.ask("PUT", room.path() + "/push").send(subscription).status()).isEqualTo(401);
  }

  @Test
  void anybodyLearnsTheKeyWithWhichBrowsersSubscribe() {
    assertThat((String) hub.get(room.path() + "/push").send().at("key"))
        .matches("B[A-Za-z0-9_-]{86}");
  }
}
