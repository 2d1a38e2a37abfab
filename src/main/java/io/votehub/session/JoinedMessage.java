package io.votehub.session;

import io.votehub.identity.Identity;
import io.votehub.identity.RollVoter;
import io.votehub.json.Json;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.StandingBallot;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import io.votehub.protocol.RoomMessages;
import io.votehub.protocol.TallyFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a join: everything a client needs to render the room. */
final class JoinedMessage {
  private JoinedMessage() {}

  /**
   * @param tallies those to include, all visible to the receiver
   * @param ballots the voter's standing ballots, by poll
   */
  static Map<String, Object> of(
      LocalRoom room,
      Identity who,
      LoopContext loop,
      List<TallyFrame> tallies,
      Map<String, StandingBallot> ballots) {
    boolean presenter = who.seesHidden();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "joined");
    json.put("room", room(room, loop, who));
    json.put("role", RoomMessages.role(who.role()));
    if (who.voter() != null) {
      json.put("voter", who.voter());
      json.put("token", loop.tokens().voter(room.room(), who.voter()));
      RollVoter.read(who.voter()).ifPresent(member -> json.put("electorate", member.roll()));
    }
    json.put("now", loop.clock().millis());
    json.put("present", room.present());
    json.put(
        "polls",
        presenter
            ? room.polls(true).stream().map(poll -> PollJson.of(poll, who.leads())).toList()
            : room.pollsForVoters());
    json.put(
        "tallies",
        tallies.stream().map(frame -> new Json.Raw(frame.text(who.moderates()))).toList());
    Map<String, Json.Raw> questions = room.questions(who.moderates());
    if (!questions.isEmpty()) {
      json.put("entries", questions);
    }
    if (who.voter() != null) {
      Map<String, Object> asked = room.askedBy(poll -> loop.countedAs(room, poll, who.voter()));
      if (!asked.isEmpty()) {
        json.put("asked", asked);
      }
    }
    Map<String, Object> standing = new LinkedHashMap<>();
    Map<String, Object> receipts = new LinkedHashMap<>();
    ballots.forEach(
        (poll, ballot) -> {
          standing.put(poll, new Json.Raw(ballot.ballot()));
          loop.proof(room, who.voter(), poll, ballot)
              .ifPresent(proof -> receipts.put(poll, Messages.proof(proof)));
        });
    json.put("ballots", standing);
    if (!receipts.isEmpty()) {
      json.put("receipts", receipts);
    }
    return json;
  }

  private static Map<String, Object> room(LocalRoom room, LoopContext loop, Identity who) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.room().title());
    json.put("stage", RoomMessages.stage(room.room().stage()));
    json.put("reactions", RoomMessages.reactions(room.room().reactions()));
    if (who.leads()) {
      json.put("admission", RoomMessages.admission(room.room().admission()));
      json.put("wordRules", RoomRulesJson.wordRules(room.room().wordRules()));
    }
    RoomMessages.theme(room.room()).ifPresent(theme -> json.put("theme", theme));
    RoomMessages.players(room.room()).ifPresent(rules -> json.put("players", rules));
    if (room.room().suspension().isOn()) {
      json.put("suspended", true);
    }
    if (who.voter() != null) {
      loop.limits().pushKey().ifPresent(key -> json.put("pushKey", key));
    }
    loop.limits().publicUrl().ifPresent(url -> json.put("joinUrl", url + "/r/" + room.code()));
    return json;
  }
}
