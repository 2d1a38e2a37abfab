package io.votehub.protocol;

import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Builds the JSON objects of the contract that describe polls: whole ones, and their definitions.
 */
public final class PollJson {
  private PollJson() {}

  /**
   * A Poll.
   *
   * @param presenter whether it is for those who know the right answer of a quiz before it is
   *     revealed
   */
  public static Map<String, Object> of(Poll poll, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", poll.id());
    json.put("room", poll.room());
    json.put("question", poll.question());
    json.put("method", poll.method());
    json.put("options", poll.options().stream().map(PollJson::option).toList());
    json.put("settings", settings(poll.settings(), presenter || poll.isAnswerRevealed()));
    json.put("state", poll.state().wire());
    if (poll.state() == PollState.CLOSING) {
      json.put("closing", true);
    }
    putTime(json, "openedAt", poll.times().openedAt());
    putTime(json, "closesAt", poll.times().closesAt());
    putTime(json, "closedAt", poll.times().closedAt());
    json.put("visible", poll.visible());
    json.put("rev", poll.rev());
    json.put("run", poll.run());
    poll.electorate().ifPresent(roll -> json.put("electorate", roll));
    poll.image().ifPresent(image -> putPicture(json, image));
    poll.rounds().previous().ifPresent(id -> json.put("previous", id));
    poll.rounds().next().ifPresent(id -> json.put("next", id));
    poll.seal().root().ifPresent(root -> json.put("seal", seal(poll.seal().number(), root)));
    return json;
  }

  /** A list of polls, in their order. */
  public static Map<String, Object> list(List<Poll> polls, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("polls", polls.stream().map(poll -> of(poll, presenter)).toList());
    return json;
  }

  /** A room's poll definitions as a file that can be imported, in their order. */
  public static Map<String, Object> file(RoomFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", RoomFile.VERSION);
    json.put("title", file.title());
    json.put("polls", file.polls().stream().map(PollJson::spec).toList());
    if (!file.pictures().isEmpty()) {
      json.put("pictures", file.pictures());
    }
    return json;
  }

  private static Map<String, Object> spec(PollSpec spec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("question", spec.question());
    json.put("method", spec.method());
    json.put("options", spec.options().stream().map(PollJson::option).toList());
    // A file names no electorate, and without one no poll is secret.
    json.put("settings", settings(spec.settings().withoutSecrecy(), true));
    spec.image().ifPresent(image -> putPicture(json, image));
    return json;
  }

  /** In this order, because all instances must write a poll alike. */
  private static Map<String, Object> seal(int number, String root) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("root", root);
    return json;
  }

  private static Map<String, Object> option(Option option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", option.id());
    json.put("label", option.label());
    option.image().ifPresent(image -> putPicture(json, image));
    return json;
  }

  private static void putPicture(Map<String, Object> json, Picture picture) {
    json.put("image", picture.id());
    json.put("imageSize", List.of(picture.width(), picture.height()));
    if (!picture.alt().isEmpty()) {
      json.put("alt", picture.alt());
    }
  }

  private static Map<String, Object> settings(PollSettings settings, boolean answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", settings.change());
    json.put("results", settings.results().wire());
    json.put("graceMs", settings.graceMs());
    if (settings.peek()) {
      json.put("peek", true);
    }
    if (!settings.marks()) {
      json.put("marks", false);
    }
    if (settings.abstain()) {
      json.put("abstain", true);
    }
    if (settings.secret()) {
      json.put("secret", true);
    }
    if (settings.proof() != PollSettings.Proof.RECEIPTS) {
      json.put("proof", settings.proof().wire());
    }
    settings.quiz().ifPresent(quiz -> json.put("quiz", quiz.json(answer)));
    json.putAll(settings.own());
    return json;
  }

  private static void putTime(Map<String, Object> json, String name, OptionalLong at) {
    if (at.isPresent()) {
      json.put(name, at.getAsLong());
    }
  }
}
