package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.poll.Poll;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomBroadcastsTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final RoomMembers members = new RoomMembers();
  private final RoomState state = new RoomState();
  private RoomKit.Client voter;
  private RoomKit.Client presenter;
  private RoomBroadcasts broadcasts;
  private Poll poll;

  @BeforeEach
  void join() {
    poll = room.open(room.make());
    voter = kit.joining();
    presenter = kit.joining(Optional.of(kit.presenterToken(room.room)));
    kit.answer(room.view());
    kit.turn(
        () -> {
          members.add(voter.session());
          members.add(presenter.session());
          state.load(room.view());
          broadcasts =
              new RoomBroadcasts(
                  (ContextInternal) Vertx.currentContext(),
                  new SessionMeters(new SimpleMeterRegistry()),
                  members,
                  state);
        });
    voter.heard.clear();
    presenter.heard.clear();
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void aMessageGoesToItsReceiversAlone() {
    kit.turn(() -> broadcasts.message(Map.of("type", "x"), Session::isPresenter));

    assertThat(presenter.types()).containsExactly("x");
    assertThat(voter.types()).isEmpty();
  }

  @Test
  void aMessageToAnEmptyRoomIsNotEncoded() {
    kit.turn(
        () -> {
          members.remove(voter.session());
          members.remove(presenter.session());
          broadcasts.message(Map.of("type", new Object()), session -> true);
          members.add(voter.session());
          members.add(presenter.session());
        });

    assertThat(voter.types()).isEmpty();
  }

  @Test
  void aTallyAndThePresenceGoToEverybody() {
    kit.turn(
        () -> {
          broadcasts.tally(FakeRoom.frame(poll.id(), poll.rev() + 1, false));
          broadcasts.presence(2);
        });

    assertThat(voter.types()).containsExactlyInAnyOrder("tally", "presence");
    assertThat(presenter.types()).containsExactlyInAnyOrder("tally", "presence");
  }

  @Test
  void aCancelledTallyIsNotSent() {
    kit.turn(
        () -> {
          broadcasts.tally(FakeRoom.frame(poll.id(), poll.rev() + 1, false));
          broadcasts.cancelTally(poll.id());
        });

    assertThat(voter.heard).hasSizeLessThan(2);
    int heard = voter.heard.size();
    kit.turn(() -> broadcasts.tally(FakeRoom.frame(poll.id(), poll.rev() + 2, false)));
    assertThat(voter.heard).as("later tallies are sent").hasSize(heard + 1);
  }
}
