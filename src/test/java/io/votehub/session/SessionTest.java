package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection from its join to its close. */
class SessionTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final Poll poll = room.open(room.make());
  private final FakeWriter writer = new FakeWriter();
  private RoomKit.Client client;

  @BeforeEach
  void join() {
    client = kit.joining();
    kit.answer(room.view());
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  private double closed(int code) {
    return kit.registry
        .get("votehub.connections.closed")
        .tag("code", Integer.toString(code))
        .counter()
        .count();
  }

  @Test
  void aPingIsAnsweredWithItsIdAndTheTimeOfTheHub() {
    client.says("{\"type\":\"ping\",\"id\":\"7\"}");

    assertThat(client.last()).containsEntry("type", "pong").containsEntry("id", "7");
    assertThat(client.last()).containsKey("now");
  }

  @Test
  void aMessageThatCannotBeReadIsAnsweredAndTheConnectionStays() {
    client.says("{\"type\":\"vote\",\"id\":\"7\",\"poll\":\"p\",\"ballot\":7}");
    assertThat(client.last()).containsEntry("type", "error").containsEntry("id", "7");
    assertThat(kit.registry.get("votehub.votes").tag("outcome", "bad-ballot").counter().count())
        .isEqualTo(client.last().get("code").equals("bad-ballot") ? 1 : 0);

    client.says("not even JSON");
    assertThat(client.last()).containsEntry("code", "bad-message").doesNotContainKey("id");
    assertThat(client.isOpen()).isTrue();
    assertThat(client.closedWith).isZero();
  }

  @Test
  void beyondItsMessageRateAClientIsToldSoAndReadNoMore() {
    kit.turn(
        () -> {
          for (int i = 0; i < 3_000; i++) {
            client.session().text("{\"type\":\"ping\"}");
          }
          // Later the pause may be over.
          assertThat(client.isRead()).isFalse();
        });

    assertThat(client.heard("error")).isNotEmpty();
    assertThat(client.last()).containsEntry("code", "rate-limited");
  }

  @Test
  void votesCountTowardsTheMessageRateButAreNeverDiscarded() {
    kit.turn(
        () -> {
          for (int i = 0; i < 3_000; i++) {
            client.session().text(RoomKit.vote("v" + i, "unknown", "a"));
          }
          // Later the pause may be over.
          assertThat(client.isRead()).isFalse();
        });

    assertThat(client.heard("error")).hasSize(3_000);
    assertThat(client.last()).containsEntry("code", "unknown-poll");
  }

  @Test
  void aClientThatDoesNotReadItsAnswersIsNotReadEither() {
    RoomKit.Client slow = kit.connect(writer);
    slow.join(Optional.empty());
    assertThat(slow.isRead()).isTrue();
    writer.writable = false;

    slow.says("{\"type\":\"ping\"}");
    assertThat(slow.isRead()).isFalse();

    writer.writable = true;
    kit.turn(() -> slow.session().flush());
    assertThat(slow.isRead()).isTrue();
  }

  @Test
  void binaryMessagesAndBrokenFramesEndTheConnectionWithTheirCode() {
    RoomKit.Client second = kit.joining();
    RoomKit.Client third = kit.joining();
    RoomKit.Client lost = kit.joining();

    kit.turn(
        () -> {
          client.session().binary();
          second.session().failed(new TooLongFrameException());
          third
              .session()
              .failed(
                  new CorruptedWebSocketFrameException(
                      WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "not UTF-8"));
          lost.session().failed(new IOException("reset by peer"));
        });

    assertThat(client.closedWith).isEqualTo(1003);
    assertThat(second.closedWith).isEqualTo(1009);
    assertThat(third.closedWith).isEqualTo(1007);
    assertThat(lost.closedWith).as("nobody is there to be told").isZero();
  }

  @Test
  void whatIsWrittenBeforeACloseReachesTheClientBeforeIt() {
    kit.turn(() -> client.session().disconnect(700));

    assertThat(client.last()).containsEntry("type", "bye");
    assertThat(((Number) client.last().get("retryAfterMs")).intValue()).isEqualTo(700);
    assertThat(client.closedWith).isEqualTo(1012);
    assertThat(closed(1012)).isEqualTo(1);
  }

  @Test
  void aClosedSessionIsReadSoThatItsCloseFrameIsSeen() {
    RoomKit.Client joining = kit.connect();
    joining.says("{\"type\":\"join\",\"room\":\"ABCDEG\"}");
    assertThat(joining.isRead()).as("while it joins").isFalse();

    kit.turn(() -> joining.session().close(CloseCode.RESTART));

    assertThat(joining.isRead()).isTrue();
    kit.refuse(Refusal.of(ErrorCode.UNKNOWN_ROOM));
    assertThat(joining.heard).isEmpty();
  }

  @Test
  void aSessionClosesOnceAndGivesBackWhatItHad() {
    RoomKit.Client other = kit.connect(writer);
    other.join(Optional.empty());

    kit.turn(
        () -> {
          other.session().close(CloseCode.SILENT);
          other.session().close(CloseCode.TOO_SLOW);
          other.session().abort();
          other.session().closed(1006);
        });

    assertThat(other.closedWith).isEqualTo(4410);
    assertThat(closed(4410)).isEqualTo(1);
    assertThat(kit.registry.find("votehub.connections.closed").counters()).hasSize(1);
    assertThat(writer.released).isTrue();
    assertThat(kit.fanout.left).hasSize(1);
    assertThat(kit.loop().open()).doesNotContain(other.session());
  }

  @Test
  void theLengthOfAConnectionIsMeasured() {
    client.leave();

    double ms =
        kit.registry.get("votehub.connection.length").timer().totalTime(TimeUnit.MILLISECONDS);
    assertThat(ms).isBetween(0.0, 60_000.0);
  }

  @Test
  void anAbortedConnectionGetsNoCloseFrame() {
    kit.turn(() -> client.session().abort());

    assertThat(client.closedWith).isZero();
    assertThat(client.isOpen()).isFalse();
    assertThat(closed(4413)).isEqualTo(1);
  }

  @Test
  void anIdleConnectionIsPingedAndASilentOneClosed() {
    long idle = TimeUnit.MILLISECONDS.toNanos(SessionTimes.DEFAULT.pingAfterMs() + 1_000);
    long silent = TimeUnit.MILLISECONDS.toNanos(SessionTimes.DEFAULT.silentAfterMs() + 1_000);
    kit.turn(() -> client.session().checkAlive(System.nanoTime() + idle));
    assertThat(client.closedWith).isZero();
    kit.turn(() -> client.session().checkAlive(System.nanoTime() + idle));
    assertThat(client.pings).as("once, until it answers").isEqualTo(1);
    kit.turn(() -> client.session().pong());
    kit.turn(() -> client.session().checkAlive(System.nanoTime() + idle));
    assertThat(client.pings).isEqualTo(2);
    client.says("{\"type\":\"ping\"}");
    kit.turn(() -> client.session().checkAlive(System.nanoTime() + idle));
    assertThat(client.pings).as("any message is a sign of life").isEqualTo(3);

    kit.turn(() -> client.session().checkAlive(System.nanoTime() + silent));

    assertThat(client.closedWith).isEqualTo(4410);
  }

  @Test
  void aClientThatNeverJoinsIsDisconnected() {
    RoomKit.Client idler = kit.connect();
    long late = TimeUnit.MILLISECONDS.toNanos(SessionTimes.DEFAULT.joinWithinMs() + 1_000);

    kit.turn(
        () -> {
          idler.session().checkAlive(System.nanoTime() + late);
          client.session().checkAlive(System.nanoTime() + late);
        });

    assertThat(idler.closedWith).isEqualTo(4408);
    assertThat(client.closedWith).as("it has joined").isZero();
  }

  @Test
  void theHubLooksAfterItsConnectionsByItself() {
    kit.onLoop(
        () -> {
          kit.loop().opened(client.session());
          kit.loop().start();
          return null;
        });
    assertThat(kit.loop().open()).containsExactly(client.session());
    writer.writable = true;
    kit.turn(() -> client.session().inbound().pause());

    kit.await("read on", () -> client.isRead());

    kit.onLoop(
        () -> {
          kit.loop().stop();
          return null;
        });
  }

  @Test
  void aTallyIsOfferedToASessionOnce() {
    Object tally = new Object();

    assertThat(client.session().markOffered(tally)).isTrue();
    assertThat(client.session().markOffered(tally)).isFalse();
    assertThat(client.session().markOffered(new Object())).isTrue();
  }

  @Test
  void answersOfOneBatchAreWrittenTogether() {
    RoomKit.Client other = kit.connect(writer);
    other.join(Optional.empty());
    kit.turn(
        () -> {
          other.session().text(RoomKit.vote("1", poll.id(), "a"));
          other.session().text(RoomKit.vote("2", poll.id(), "a"));
        });
    int flushes = writer.flushes;

    Receipt counted = new Receipt.Counted(Revision.of(1, 7));
    kit.receipts(counted, counted);

    assertThat(writer.sent).filteredOn(text -> text.contains("\"ack\"")).hasSize(2);
    assertThat(List.of(writer.flushes - flushes)).containsExactly(1);
  }
}
