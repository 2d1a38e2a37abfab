package io.votehub.poll;

import static io.votehub.poll.JsonFields.at;
import static io.votehub.poll.JsonFields.list;
import static io.votehub.poll.JsonFields.number;
import static io.votehub.poll.JsonFields.object;
import static io.votehub.poll.JsonFields.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Complete polls as plain JSON values, as stored and as sent between instances. The JSON for
 * clients is written elsewhere.
 */
public final class PollJson {
  private PollJson() {}

  public static Map<String, Object> poll(Poll poll) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", poll.id());
    json.put("room", poll.room());
    json.put("question", poll.question());
    json.put("method", poll.method());
    json.put("options", poll.options().stream().map(PollJson::option).toList());
    json.put("settings", settings(poll.settings()));
    json.put("state", poll.state().name());
    poll.times().openedAt().ifPresent(at -> json.put("openedAt", at));
    poll.times().closesAt().ifPresent(at -> json.put("closesAt", at));
    poll.times().closedAt().ifPresent(at -> json.put("closedAt", at));
    poll.shown().ifPresent(shown -> json.put("shown", shown));
    json.put("position", poll.position());
    json.put("rev", poll.rev());
    json.put("run", poll.run());
    if (!poll.marks().byEntry().isEmpty()) {
      json.put("marks", marks(poll.marks()));
    }
    poll.electorate().ifPresent(roll -> json.put("electorate", roll));
    if (!poll.secrecy().equals(Secrecy.NONE)) {
      json.put("secrecy", secrecy(poll.secrecy()));
    }
    poll.image().ifPresent(image -> PictureJson.put(json, image));
    putRounds(json, poll.rounds());
    if (!poll.seal().equals(PollSeal.NONE)) {
      json.put("seal", seal(poll.seal()));
    }
    return json;
  }

  private static void putRounds(Map<String, Object> json, Rounds rounds) {
    rounds.previous().ifPresent(id -> json.put("previous", id));
    rounds.next().ifPresent(id -> json.put("next", id));
    rounds.withheld().ifPresent(epoch -> json.put("withheld", epoch));
  }

  private static Rounds readRounds(Map<String, ?> json) {
    return new Rounds(
        Optional.ofNullable(text(json, "previous")),
        Optional.ofNullable(text(json, "next")),
        json.containsKey("withheld")
            ? OptionalInt.of((int) number(json, "withheld"))
            : OptionalInt.empty());
  }

  private static List<Map<String, Object>> marks(ModerationMarks marks) {
    List<Map<String, Object>> list = new ArrayList<>();
    marks
        .byEntry()
        .forEach(
            (entry, mark) -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("entry", entry);
              json.put("state", mark.state().name());
              json.put("text", mark.text());
              json.put("at", mark.at());
              list.add(json);
            });
    return list;
  }

  private static ModerationMarks readMarks(Map<String, ?> json) {
    Map<String, ModerationMarks.Mark> marks = new LinkedHashMap<>();
    if (json.containsKey("marks")) {
      for (Map<String, ?> each : list(json, "marks")) {
        ModerationMarks.State state = ModerationMarks.State.valueOf(text(each, "state"));
        marks.put(
            text(each, "entry"),
            new ModerationMarks.Mark(state, text(each, "text"), number(each, "at")));
      }
    }
    return new ModerationMarks(marks);
  }

  /** Reads a poll; unknown fields are ignored. */
  public static Poll readPoll(Map<String, ?> json) {
    return new Poll(
        text(json, "id"),
        text(json, "room"),
        text(json, "question"),
        text(json, "method"),
        list(json, "options").stream().map(PollJson::option).toList(),
        settings(object(json, "settings")),
        PollState.valueOf(text(json, "state")),
        new Poll.Times(at(json, "openedAt"), at(json, "closesAt"), at(json, "closedAt")),
        Optional.ofNullable((Boolean) json.get("shown")),
        number(json, "position"),
        number(json, "rev"),
        json.containsKey("run") ? (int) number(json, "run") : 1,
        readMarks(json),
        Optional.ofNullable(text(json, "electorate")),
        json.containsKey("secrecy") ? readSecrecy(object(json, "secrecy")) : Secrecy.NONE,
        PictureJson.read(json),
        readRounds(json),
        json.containsKey("seal") ? readSeal(object(json, "seal")) : PollSeal.NONE);
  }

  private static Map<String, Object> seal(PollSeal seal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", seal.number());
    seal.root().ifPresent(root -> json.put("root", root));
    json.put("epoch", seal.epoch());
    return json;
  }

  private static PollSeal readSeal(Map<String, ?> json) {
    return new PollSeal(
        (int) number(json, "number"),
        Optional.ofNullable(text(json, "root")),
        (int) number(json, "epoch"));
  }

  private static Map<String, Object> secrecy(Secrecy secrecy) {
    Map<String, Object> voted = new LinkedHashMap<>();
    secrecy.voted().forEach((weight, many) -> voted.put(Integer.toString(weight), many));
    return Map.of("key", secrecy.key(), "voted", voted);
  }

  private static Secrecy readSecrecy(Map<String, ?> json) {
    Map<Integer, Integer> voted = new LinkedHashMap<>();
    object(json, "voted")
        .forEach((weight, many) -> voted.put(Integer.valueOf(weight), ((Number) many).intValue()));
    return new Secrecy(text(json, "key"), voted);
  }

  private static Map<String, Object> option(Option option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", option.id());
    json.put("label", option.label());
    option.image().ifPresent(image -> PictureJson.put(json, image));
    return json;
  }

  private static Option option(Map<String, ?> json) {
    return new Option(text(json, "id"), text(json, "label"), PictureJson.read(json));
  }

  private static Map<String, Object> settings(PollSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", settings.change());
    json.put("results", settings.results().name());
    json.put("peek", settings.peek());
    json.put("graceMs", settings.graceMs());
    json.put("marks", settings.marks());
    json.put("abstain", settings.abstain());
    if (settings.secret()) {
      json.put("secret", true);
    }
    if (settings.proof() != PollSettings.Proof.RECEIPTS) {
      json.put("proof", settings.proof().wire());
    }
    settings.quiz().ifPresent(quiz -> json.put("quiz", quiz.json(true)));
    json.put("own", settings.own());
    return json;
  }

  private static PollSettings settings(Map<String, ?> json) {
    return new PollSettings(
        (Boolean) json.get("change"),
        PollSettings.Results.valueOf(text(json, "results")),
        Boolean.TRUE.equals(json.get("peek")),
        (int) number(json, "graceMs"),
        // Older polls lack the field; their winners are declared.
        !Boolean.FALSE.equals(json.get("marks")),
        // Older polls lack these fields.
        Boolean.TRUE.equals(json.get("abstain")),
        Boolean.TRUE.equals(json.get("secret")),
        PollSettings.Proof.of(json.get("proof")).orElse(PollSettings.Proof.RECEIPTS),
        json.containsKey("quiz")
            ? Optional.of(QuizSettings.kept(object(json, "quiz")))
            : Optional.empty(),
        new LinkedHashMap<>(object(json, "own")));
  }
}
