package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.votehub.bus.BusReply;
import io.votehub.bus.MembersPage;
import io.votehub.bus.MembersQuery;
import io.votehub.identity.Pseudonyms;
import io.votehub.identity.RollVoter;
import io.votehub.method.Weighted;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Secrecy;
import io.votehub.poll.VoterRoll;
import io.votehub.room.Standings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * The route for the report of a closed poll with an electorate: how many of the members voted, by
 * their weight, and, unless the poll is secret, which; never how.
 */
final class ReportRoutes {
  private static final List<String> COLUMNS =
      List.of("row", "label", "weight", "members", "voted", "weightVoted");

  private final HttpParts parts;
  private final Pseudonyms pseudonyms;

  ReportRoutes(HttpParts parts) {
    this.parts = parts;
    this.pseudonyms = parts.tokens().pseudonyms();
  }

  Future<Reply> report(RoomRequest request) {
    return parts
        .polls()
        .standings()
        .of(request.room().code(), request.poll())
        .compose(
            standings -> {
              Poll poll = standings.poll();
              VoterRoll roll = rollOf(request.room(), poll);
              MembersQuery all = new MembersQuery(roll.id(), "", 0, VoterRoll.MAX_MEMBERS);
              return BusReply.request(
                      parts.vertx().eventBus(), MembersQuery.ADDRESS, all, MembersPage.class)
                  .compose(page -> table(request.room(), standings, page.members()));
            })
        .map(
            table ->
                new Reply(200, ResultRoutes.CSV, table)
                    .with("Cache-Control", "no-store")
                    .with(
                        "Content-Disposition",
                        "attachment; filename=\"votehub-"
                            + request.room().code()
                            + "-"
                            + request.poll()
                            + "-report.csv\""));
  }

  private static VoterRoll rollOf(Room room, Poll poll) {
    if (poll.state() != PollState.CLOSED) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The report comes at the close of the poll");
    }
    return poll.electorate()
        .flatMap(room::roll)
        .orElseThrow(() -> Refusal.of(ErrorCode.BAD_REQUEST, "The poll has no voter roll"));
  }

  private Future<Buffer> table(Room room, Standings standings, List<MembersPage.Row> members) {
    Poll poll = standings.poll();
    if (poll.isSecret()) {
      return aside(() -> secret(standings, members));
    }
    return aside(() -> members.stream().map(row -> countedAs(room, poll, row)).toList())
        .compose(
            voters ->
                parts
                    .polls()
                    .standings()
                    .whoVoted(room.code(), poll.id(), voters)
                    .compose(voted -> aside(() -> open(standings, members, voters, voted))));
  }

  private <T> Future<T> aside(Callable<T> work) {
    return parts.vertx().executeBlocking(work, false);
  }

  private String countedAs(Room room, Poll poll, MembersPage.Row member) {
    String roll = poll.electorate().orElseThrow();
    return pseudonyms.countedAs(room, poll, new RollVoter(roll, member.id(), member.weight()).id());
  }

  private static Buffer head(Standings standings, List<MembersPage.Row> members) {
    long weight = members.stream().mapToLong(MembersPage.Row::weight).sum();
    return Csv.line(COLUMNS)
        .appendBuffer(
            line(
                "total",
                "",
                weight,
                members.size(),
                standings.tally().ballots(),
                Weighted.total(standings.tally())));
  }

  /** Rows of cells, of which one may be null. */
  private static Buffer line(Object... cells) {
    return Csv.line(Arrays.asList(cells));
  }

  private static Buffer open(
      Standings standings, List<MembersPage.Row> members, List<String> voters, Set<String> voted) {
    Buffer table = head(standings, members);
    Map<Integer, Integer> byWeight = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      if (voted.contains(voters.get(i))) {
        byWeight.merge(members.get(i).weight(), 1, Integer::sum);
      }
    }
    new TreeMap<>(ofWeights(members))
        .forEach(
            (weight, many) -> {
              long cast = byWeight.getOrDefault(weight, 0);
              table.appendBuffer(line("class", "", weight, many, cast, cast * weight));
            });
    for (int i = 0; i < members.size(); i++) {
      MembersPage.Row member = members.get(i);
      int cast = voted.contains(voters.get(i)) ? 1 : 0;
      table.appendBuffer(
          line("member", member.label(), member.weight(), 1, cast, cast * member.weight()));
    }
    return table;
  }

  private static Map<Integer, Integer> ofWeights(List<MembersPage.Row> members) {
    Map<Integer, Integer> many = new HashMap<>();
    members.forEach(each -> many.merge(each.weight(), 1, Integer::sum));
    return many;
  }

  /** Classes of few members, or of whom few voted, are part of the total alone. */
  private static Buffer secret(Standings standings, List<MembersPage.Row> members) {
    Buffer table = head(standings, members);
    Map<Integer, Integer> many = ofWeights(members);
    new TreeMap<>(standings.poll().secrecy().voted())
        .forEach(
            (weight, cast) -> {
              if (weight != Secrecy.OTHERS && many.getOrDefault(weight, 0) >= Secrecy.MIN_CLASS) {
                table.appendBuffer(
                    line("class", "", weight, many.get(weight), cast, (long) cast * weight));
              }
            });
    return table;
  }
}
