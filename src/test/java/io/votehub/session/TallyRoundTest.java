package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is sent what by a broadcast of tallies, and what is left of it. */
class TallyRoundTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final List<FakeWriter> writers = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private boolean visible = true;
  private TallyBroadcast broadcast;

  /** A presenter and more voters than one slice takes. */
  @BeforeEach
  void join() {
    connect(Optional.of(kit.presenterToken(room.room)));
    kit.answer(room.view());
    for (int i = 0; i < 40; i++) {
      connect(Optional.empty());
    }
    writers.forEach(each -> each.sent.clear());
    SessionMeters meters = new SessionMeters(kit.registry);
    kit.turn(
        () ->
            broadcast =
                new TallyBroadcast(
                    (ContextInternal) Vertx.currentContext(),
                    meters,
                    () -> sessions.toArray(Session[]::new),
                    () -> visible,
                    0));
  }

  @AfterEach
  void stop() {
    assertThat(writers.get(0).allocator.metric().usedDirectMemory())
        .as("frames that were not released")
        .isZero();
    kit.everybodyLeaves();
    kit.close();
  }

  private void connect(Optional<String> token) {
    FakeWriter writer = new FakeWriter();
    RoomKit.Client client = kit.connect(writer);
    client.join(token);
    writers.add(writer);
    sessions.add(client.session());
  }

  private static TallyFrame frame(int rev) {
    return new TallyFrame("p", rev, false, "tally " + rev, "presenter's " + rev);
  }

  /** Sends a tally and waits until its broadcast has ended. */
  private void send(int rev) {
    kit.turn(() -> broadcast.send(frame(rev)));
    kit.await(
        "the end of the broadcast",
        () -> writers.get(0).allocator.metric().usedDirectMemory() == 0);
  }

  private long got(String text) {
    return writers.stream()
        .filter(each -> each.sent.stream().anyMatch(sent -> sent.endsWith(text)))
        .count();
  }

  private double metered(String name) {
    return kit.registry.get(name).counter().count();
  }

  @Test
  void thePresenterIsSentThePresentersTextAndEverybodyElseTheVoters() {
    send(1);

    assertThat(writers.get(0).sent).singleElement().asString().endsWith("presenter's 1");
    assertThat(got("tally 1")).isEqualTo(40);
    assertThat(metered("votehub.tallies.delivered")).isEqualTo(41);
    assertThat(metered("votehub.tallies.skipped")).isZero();
  }

  @Test
  void hiddenResultsAreSentToThePresenterAlone() {
    visible = false;

    send(1);

    assertThat(writers.get(0).sent).hasSize(1);
    assertThat(got("tally 1")).isZero();
    assertThat(metered("votehub.tallies.delivered")).isEqualTo(1);
  }

  @Test
  void slowReceiversAreSkippedAndMetered() {
    writers.get(3).writable = false;
    writers.get(39).writable = false;

    send(1);

    assertThat(got("tally 1")).isEqualTo(38);
    assertThat(metered("votehub.tallies.delivered")).isEqualTo(39);
    assertThat(metered("votehub.tallies.skipped")).isEqualTo(2);
  }

  @Test
  void aBroadcastThatIsCancelledStopsWhereItIs() {
    kit.turn(
        () -> {
          broadcast.send(frame(1));
          broadcast.cancel();
        });
    long sent = got(" 1");
    assertThat(sent).as("the first slice").isEqualTo(32);

    send(2);

    kit.await("the next one is sent", () -> got(" 2") == 41);
    assertThat(got(" 1")).isEqualTo(sent);
  }

  @Test
  void whoseVoteWasAcknowledgedComesFirstAndIsSentATallyOnce() {
    kit.turn(
        () -> {
          broadcast.prioritise(sessions.get(40));
          broadcast.send(frame(1));
          broadcast.cancel();
        });

    assertThat(writers.get(40).sent).hasSize(1);
    assertThat(got(" 1")).isEqualTo(32);
    send(2);
    kit.await("the next one is sent", () -> got(" 2") == 41);
    assertThat(writers.get(40).sent).hasSize(2);
  }

  @Test
  void whoWasToComeFirstAndMightNotSeeItYetGetsTheTallyInTurnOnceItIsShown() {
    visible = false;
    kit.turn(
        () -> {
          broadcast.prioritise(sessions.get(40));
          broadcast.send(frame(1));
          visible = true;
        });

    kit.await("the rest of the round", () -> got(" 1") == 11);
    assertThat(writers.get(40).sent).hasSize(1);
    assertThat(writers.get(0).sent).as("the presenter's").hasSize(1);
  }

  @Test
  void aTallyForAnEmptyRoomIsForgotten() {
    List<Session> all = List.copyOf(sessions);
    sessions.clear();
    send(1);
    sessions.addAll(all);

    send(2);

    assertThat(got(" 1")).isZero();
    assertThat(got(" 2")).isEqualTo(41);
  }
}
