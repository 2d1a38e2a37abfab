package io.votehub.faults;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shared context of a round's drivers: the room, its polls, the instances, and the common
 * history. Thread-safe.
 *
 * @param room join code of the room
 * @param token the presenter's token
 * @param questions the questions by poll id
 * @param open whether a poll was open when last heard of
 */
record RoomUnderTest(
    History history,
    List<Integer> ports,
    String room,
    String token,
    Map<String, Question> questions,
    Map<String, Boolean> open) {
  private static final int ONE_IN_ANY = 8;

  static RoomUnderTest of(History history, List<Integer> ports, String room, String token) {
    return new RoomUnderTest(
        history, ports, room, token, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  /** Any poll, most likely one that is thought to be open. */
  Optional<String> anyPoll(Random random) {
    boolean any = random.nextInt(ONE_IN_ANY) == 0;
    List<String> ids =
        questions.keySet().stream()
            .filter(id -> any || open.getOrDefault(id, true))
            .sorted()
            .toList();
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  String pollPath(String poll) {
    return "/rooms/" + room + "/polls/" + poll;
  }
}
