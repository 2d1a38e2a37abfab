package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomMembersTest {
  private static final List<String> VOTERS = List.of("a", "b", "c");

  private final RoomKit kit = new RoomKit();
  private final RoomMembers members = new RoomMembers();
  private final List<Session> sessions = new ArrayList<>();

  /** Joined sessions, three of each voter in turn. */
  @BeforeEach
  void join() {
    FakeRoom room = new FakeRoom();
    for (int i = 0; i < 9; i++) {
      RoomKit.Client client = kit.connect();
      client.join(Optional.of(kit.voterToken(room.room, VOTERS.get(i % 3))));
      if (i == 0) {
        kit.answer(room.view());
      }
      while (!kit.ballotQueries.isEmpty()) {
        kit.answerBallots(0, Optional.empty());
      }
      assertThat(client.hasJoined()).isTrue();
      sessions.add(client.session());
    }
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void theNewestSessionsOfAVoterAreReturnedUpToALimit() {
    sessions.forEach(members::add);

    assertThat(members.newestOf("b", 10))
        .containsExactly(sessions.get(7), sessions.get(4), sessions.get(1));
    assertThat(members.newestOf("b", 2)).containsExactly(sessions.get(7), sessions.get(4));
    assertThat(members.newestOf("nobody", 10)).isEmpty();
  }

  @Test
  void sessionsCanLeaveInAnyOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Session> expected = new ArrayList<>(sessions);
      sessions.forEach(members::add);
      while (!expected.isEmpty()) {
        members.remove(expected.remove(random.nextInt(expected.size())));

        assertThat(members.all()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(members.isEmpty()).isEqualTo(expected.isEmpty());
        for (String voter : VOTERS) {
          List<Session> newest = new ArrayList<>();
          expected.stream()
              .filter(session -> session.voter().equals(Optional.of(voter)))
              .forEach(session -> newest.add(0, session));
          assertThat(members.newestOf(voter, 10)).isEqualTo(newest);
        }
      }
    }
  }
}
