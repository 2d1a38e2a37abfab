package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A question is asked twice on three instances where everything is sent twice and one instance is
 * killed while the result of the second round is made: there is one second round, and its shift is
 * that of a join that knows only what everybody sent.
 */
class RoundsInAClusterIT extends ThreeHubsTest {
  private static final int VOTERS = 24;
  private static final List<String> CHOICES = List.of("a", "b", "c");

  private final List<String> voters = new ArrayList<>();

  private static String first(int voter) {
    return CHOICES.get(voter % 3);
  }

  private static String second(int voter) {
    return CHOICES.get(voter % 4 == 0 ? 1 : voter % 3);
  }

  private static boolean isIn(int round, int voter) {
    return voter % 8 != round;
  }

  private String path(String poll) {
    return "/" + room + "/polls/" + poll;
  }

  /** Each voter votes by two instances, and on one of them by both ways. */
  private void vote(String poll, int round, int hubs) throws Exception {
    for (int i = 0; i < VOTERS; i++) {
      if (isIn(round, i)) {
        String choice = round == 0 ? first(i) : second(i);
        Map<String, Object> ballot = Map.of("ballot", Map.of("choice", choice));
        call(i % hubs, "POST", path(poll) + "/ballots", voters.get(i), ballot);
        call((i + 1) % hubs, "POST", path(poll) + "/ballots", voters.get(i), ballot);
      }
    }
  }

  @Test
  void thereIsOneSecondRoundWithTheShiftOfAnIndependentJoin() throws Exception {
    makeRoom("Two rounds");
    for (int i = 0; i < VOTERS; i++) {
      voters.add((String) call(i % 3, "POST", "/" + room + "/voters", null, Map.of()).get("token"));
    }
    Map<String, Object> poll =
        Map.of("question", "Which?", "method", "single", "options", List.of("A", "B", "C"));
    String first = (String) call(0, "POST", "/" + room + "/polls", token, poll).get("id");
    call(1, "POST", path(first) + "/open", token, null);
    vote(first, 0, 3);
    call(2, "POST", path(first) + "/close", token, null);

    callAndForget(0, "POST", path(first) + "/again", token);
    String second = (String) call(1, "POST", path(first) + "/again", token, null).get("id");
    assertThat(call(2, "POST", path(first) + "/again", token, null)).containsEntry("id", second);
    assertThat((List<?>) call(2, "GET", "/" + room, token, null).get("polls")).hasSize(2);
    for (int hub = 0; hub < 3; hub++) {
      assertThat(call(hub, "GET", path(first), null, null)).containsEntry("visible", false);
    }
    vote(second, 1, 3);
    callAndForget(2, "POST", path(second) + "/close", token);
    VoterClient beside = connect(2);
    beside.send(Map.of("type", "ping", "id", "before the kill"));
    kill(2);
    // Whether the call got through or not, it is made again.
    call(0, "POST", path(second) + "/close", token, null);
    call(1, "POST", path(second) + "/close", token, null);

    Map<?, ?> made = result(0, second);
    assertThat(made.get("shift")).isEqualTo(moves());
    assertThat(made.get("firstOnly")).isEqualTo(in(0, 1));
    assertThat(made.get("secondOnly")).isEqualTo(in(1, 0));
    assertThat(result(1, second)).isEqualTo(made);
    assertThat(call(1, "GET", path(first), null, null)).containsEntry("visible", true);

    call(1, "POST", path(second) + "/reopen", token, null);
    assertThat(call(0, "GET", path(first), null, null)).containsEntry("visible", false);
    call(0, "POST", path(second) + "/close", token, null);
    assertThat(result(1, second)).as("sealed again").isEqualTo(made);
  }

  private Map<?, ?> result(int hub, String poll) throws Exception {
    return (Map<?, ?>) call(hub, "GET", path(poll) + "/result", null, null).get("result");
  }

  private static Map<String, Map<String, Integer>> moves() {
    Map<String, Map<String, Integer>> moves = new HashMap<>();
    for (int i = 0; i < VOTERS; i++) {
      if (isIn(0, i) && isIn(1, i)) {
        moves.computeIfAbsent(first(i), from -> new HashMap<>()).merge(second(i), 1, Integer::sum);
      }
    }
    return moves;
  }

  /** How many voted in one round and not in another. */
  private static int in(int round, int other) {
    int many = 0;
    for (int i = 0; i < VOTERS; i++) {
      many += isIn(round, i) && !isIn(other, i) ? 1 : 0;
    }
    return many;
  }
}
