package io.votehub.synthetic;

import io.votehub.json.Json;
import io.votehub.poll.Poll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The votes that the hub casts. */
final class TrialBallots {
  private TrialBallots() {}

  /**
   * A vote as voters send it.
   *
   * @param number of this voter's votes on the poll; one differs from the one before
   */
  static String message(Poll poll, int number) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "vote");
    message.put("id", Integer.toString(number));
    message.put("poll", poll.id());
    message.put("ballot", ballot(poll.method(), number));
    return Json.write(message);
  }

  private static Map<String, Object> ballot(String method, int number) {
    String one = option(number);
    String another = option(number + 1);
    return switch (method) {
      case "single" -> Map.of("choice", one);
      case "multiple" -> Map.of("choices", List.of(one));
      case "ranked" -> Map.of("ranking", List.of(one, another));
      case "score" -> Map.of("scores", Map.of(one, 1));
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static String option(int number) {
    return TrialRooms.OPTIONS.get(Math.floorMod(number, TrialRooms.OPTIONS.size()));
  }
}
