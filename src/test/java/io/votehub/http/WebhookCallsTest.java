package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.votehub.http.HttpKit.Got;
import io.votehub.outbound.Receiver;
import io.votehub.outbound.Receiver.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The owner of a room has other programs told of what happens in it. */
class WebhookCallsTest extends CallsTest {
  private static final List<String> ALL =
      List.of("poll.opened", "poll.closed", "question.live", "room.deleted");

  private Receiver receiver;

  @BeforeEach
  void prepareRoom() {
    receiver = new Receiver(hub.vertx);
    hub.letTimePass();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private String path() {
    return room.path() + "/webhooks";
  }

  private Got add(String url, List<String> events) {
    return hub.post(path()).as(room.token()).send(Map.of("url", url, "events", events));
  }

  private String path(Got added) {
    return path() + "/" + added.at("id");
  }

  private List<Map<?, ?>> deliveries(Got added) {
    List<Map<?, ?>> all = new ArrayList<>();
    ((List<?>) hub.get(path(added) + "/deliveries").as(room.token()).send().at("deliveries"))
        .forEach(each -> all.add((Map<?, ?>) each));
    return all;
  }

  /** The newest delivery, once it is as expected. */
  private Map<?, ?> delivery(Got added, Predicate<Map<?, ?>> expected) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      List<Map<?, ?>> all = deliveries(added);
      if (!all.isEmpty() && expected.test(all.get(0))) {
        return all.get(0);
      }
      if (System.nanoTime() > until) {
        throw new AssertionError("Still " + all);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private String close(String poll) {
    assertThat(hub.post(poll + "/close").as(room.token()).send().status()).isEqualTo(200);
    return poll;
  }

  private static void assertSigned(Received request, String... secrets) throws Exception {
    List<String> expected = new ArrayList<>();
    for (String secret : secrets) {
      long timestamp = Long.parseLong(request.headers().get("webhook-timestamp"));
      expected.add(new Webhook(secret).sign(request.id(), timestamp, request.body()));
    }
    assertThat(request.headers().get("webhook-signature")).isEqualTo(String.join(" ", expected));
  }

  @Test
  void aWebhookIsToldThatAPollWasOpenedAndClosedWithItsResult() throws Exception {
    Got added = add(receiver.url(), ALL);
    assertThat(added.status()).isEqualTo(201);
    String poll = hub.open(room);
    Received opened = receiver.await(1);
    hub.vote(poll, hub.voter(room), "a");
    close(poll);
    Received closed = receiver.await(2);

    assertThat(opened.type()).isEqualTo("poll.opened");
    assertThat(closed.type()).isEqualTo("poll.closed");
    assertThat(opened.id()).startsWith("msg_").isNotEqualTo(closed.id());
    assertThat(closed.headers()).containsEntry("content-type", "application/json");
    assertSigned(closed, (String) added.at("secret"));
    Map<?, ?> data = closed.data();
    assertThat(((Map<?, ?>) data.get("room")).get("code")).isEqualTo(room.code());
    assertThat(((Map<?, ?>) data.get("poll")).get("state")).isEqualTo("closed");
    assertThat(data.get("ballots")).isEqualTo(1);
    assertThat(((Map<?, ?>) data.get("result")).get("winners")).isEqualTo(List.of("a"));
    assertThat(delivery(added, each -> each.get("state").equals("delivered")))
        .extracting("event", "attempts", "status")
        .containsExactly("poll.closed", 1, 204);
  }

  @Test
  void aWebhookIsToldOnlyOfTheEventsThatItIsFor() {
    add(receiver.url(), List.of("poll.closed"));

    close(hub.open(room));

    assertThat(receiver.await(1).type()).isEqualTo("poll.closed");
  }

  @Test
  void aPollThatIsReopenedAtOnceHasBeenClosedAllTheSame() {
    add(receiver.url(), List.of("poll.closed"));

    String poll = close(hub.open(room));
    hub.post(poll + "/reopen").as(room.token()).send();
    close(poll);
    hub.post(poll + "/reset").as(room.token()).send();

    receiver.await(2);
    assertThat(receiver.all()).extracting(Received::type).containsOnly("poll.closed");
    assertThat(receiver.all()).extracting(Received::id).doesNotHaveDuplicates();
  }

  @Test
  void aLargeResultIsToldByItsAddress() {
    add(receiver.url(), List.of("poll.closed"));
    List<String> options = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      options.add("Option " + i);
    }
    Map<String, ?> scores =
        Map.of(
            "question",
            "Which?",
            "method",
            "score",
            "options",
            options,
            "settings",
            Map.of("min", -10, "max", 10));
    String polls = room.path() + "/polls";
    String poll = polls + "/" + hub.post(polls).as(room.token()).send(scores).at("id");
    hub.post(poll + "/open").as(room.token()).send();
    close(poll);

    Map<?, ?> data = receiver.await(1).data();

    assertThat((String) data.get("resultUrl")).endsWith(poll + "/result");
    assertThat(data.containsKey("result")).isFalse();
  }

  @Test
  void aWebhookIsToldOfQuestionsOnceTheyAreLive() {
    add(receiver.url(), List.of("question.live"));
    Map<String, ?> fields =
        Map.of("question", "Ask", "method", "questions", "settings", Map.of("moderated", true));
    String poll =
        room.path()
            + "/polls/"
            + hub.post(room.path() + "/polls").as(room.token()).send(fields).at("id");
    hub.post(poll + "/open").as(room.token()).send();
    Got asked =
        hub.post(poll + "/entries")
            .as(hub.voter(room))
            .send(Map.of("slot", 1, "text", "How long is the coast?"));
    assertThat(asked.status()).isEqualTo(201);
    String entry = poll + "/entries/" + asked.at("entry");
    assertThat(hub.post(entry).as(room.token()).send(Map.of("state", "live")).status())
        .isEqualTo(200);

    Map<?, ?> told = (Map<?, ?>) receiver.await(1).data().get("entry");

    assertThat(told.get("text")).isEqualTo("How long is the coast?");
    hub.post(entry).as(room.token()).send(Map.of("pinned", true));
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void theDeletionOfARoomIsToldWhenTheRoomIsGone() throws Exception {
    Got added = add(receiver.url(), List.of("room.deleted"));

    assertThat(hub.ask("DELETE", room.path()).as(room.token()).send().status()).isEqualTo(204);

    Received deleted = receiver.await(1);
    assertThat(deleted.type()).isEqualTo("room.deleted");
    assertThat(((Map<?, ?>) deleted.data().get("room")).get("code")).isEqualTo(room.code());
    assertSigned(deleted, (String) added.at("secret"));
  }

  @Test
  void aSecretThatWasReplacedSignsForADayBesideTheNewOne() throws Exception {
    Got added = add(receiver.url(), List.of("poll.closed"));

    Got rotated = hub.post(path(added) + "/secret").as(room.token()).send();
    close(hub.open(room));
    assertSigned(receiver.await(1), (String) rotated.at("secret"), (String) added.at("secret"));
    hub.clock.advance(TimeUnit.DAYS.toMillis(1) + 1);
    close(hub.open(room));

    assertSigned(receiver.await(2), (String) rotated.at("secret"));
    assertThat(rotated.at("secret")).isNotEqualTo(added.at("secret"));
  }

  @Test
  void whatFailsIsSentAgainWithTheSameIdAndBody() {
    Got added = add(receiver.url(), List.of("poll.closed"));
    receiver.answer(500);
    close(hub.open(room));
    Received first = receiver.await(1);
    assertThat(delivery(added, each -> each.get("attempts").equals(1)))
        .extracting("state", "status", "problem")
        .containsExactly("waiting", 500, "status");
    receiver.answer(200);
    hub.clock.advance(6_000);

    Received second = receiver.await(2);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    delivery(added, each -> each.get("state").equals("delivered"));
  }

  @Test
  void aReceiverThatIsGoneIsToldNothingMoreUntilSomebodySendsAgain() {
    Got added = add(receiver.url(), List.of("poll.closed"));
    receiver.answer(410);
    close(hub.open(room));
    Map<?, ?> ended = delivery(added, each -> each.get("state").equals("failed"));
    assertThat(ended.get("problem")).isEqualTo("gone");
    close(hub.open(room));
    assertThat(deliveries(added)).hasSize(1);
    receiver.answer(200);

    Got again =
        hub.post(path(added) + "/deliveries/" + ended.get("id") + "/again").as(room.token()).send();

    assertThat(again.status()).isEqualTo(202);
    assertThat(receiver.await(2).id()).isEqualTo(receiver.all().get(0).id());
    delivery(added, each -> each.get("state").equals("delivered"));
    close(hub.open(room));
    receiver.await(3);
  }

  @Test
  void aRemovedWebhookIsToldNothingMore() {
    Got added = add(receiver.url(), List.of("poll.closed"));
    Receiver other = new Receiver(hub.vertx);
    add(other.url(), List.of("poll.closed"));

    assertThat(hub.ask("DELETE", path(added)).as(room.token()).send().status()).isEqualTo(204);
    close(hub.open(room));

    other.await(1);
    assertThat(receiver.all()).isEmpty();
    assertThat(hub.get(path(added) + "/deliveries").as(room.token()).send().at("code"))
        .isEqualTo("unknown-webhook");
    other.close();
  }

  @Test
  void theSecretIsShownOnceAndARoomHasFiveWebhooks() {
    for (int i = 0; i < 5; i++) {
      assertThat((String) add("https://hook.example/" + i, ALL).at("secret")).startsWith("whsec_");
    }

    assertThat(add("https://hook.example/6", ALL).at("code")).isEqualTo("bad-request");
    Got list = hub.get(path()).as(room.token()).send();
    assertThat((List<?>) list.at("webhooks")).hasSize(5);
    assertThat(list.text()).doesNotContain("whsec_", "secret");
    assertThat(hub.get(path()).send().status()).isEqualTo(401);
  }

  @Test
  void anAddressThatCannotBeOneIsRefused() {
    for (String url :
        List.of(
            "ftp://hook.example/",
            "hook.example",
            "https://",
            "https://u:p@hook.example/",
            "https://hook.example/#a",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://hook.example:99999/",
            "https://a b/")) {
      Got refused = add(url, ALL);
      assertThat(refused.status()).as(url).isEqualTo(422);
      assertThat(refused.pointers()).as(url).containsExactly("/url");
    }
    assertThat(add(receiver.url(), List.of("poll.won")).pointers()).containsExactly("/events/0");
    assertThat(add(receiver.url(), List.of()).pointers()).containsExactly("/events");
  }
}
