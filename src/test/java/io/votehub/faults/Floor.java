package io.votehub.faults;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the drivers of a round share: one room, its polls, where the instances are, and the history
 * that all of them write. Safe for threads.
 *
 * @param room its join code
 * @param token the presenter's
 * @param questions of the polls, by their ids
 * @param open whether a poll was open when somebody last heard of it
 */
record Floor(
    History history,
    List<Integer> ports,
    String room,
    String token,
    Map<String, Question> questions,
    Map<String, Boolean> open) {
  private static final int ONE_IN_ANY = 8;

  static Floor of(History history, List<Integer> ports, String room, String token) {
    return new Floor(
        history, ports, room, token, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  /** Any poll, most often one that somebody heard to be open. */
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
