package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.votehub.bus.AskQuery;
import io.votehub.bus.QuestionFilter;
import io.votehub.identity.Identity;
import io.votehub.identity.Pseudonyms;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Messages;
import io.votehub.question.Asking;
import io.votehub.question.Board;
import io.votehub.question.BoardView;
import io.votehub.question.Entry;
import io.votehub.question.Mark;
import io.votehub.room.Boards;
import io.votehub.room.Polls;
import io.votehub.room.Standings;
import io.votehub.wording.AudienceFilter;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes for questions from the floor. */
final class QuestionRoutes {
  private static final Set<String> ASK_FIELDS = Set.of("slot", "text", "name", "run", "id");

  /** The number of questions in an answer. */
  private static final int PAGE = 200;

  private final RequestAuthorizer authorizer;
  private final Polls polls;
  private final Boards boards;
  private final VotingMethods methods;
  private final Pseudonyms pseudonyms;
  private final InstantSource clock;
  private final AudienceFilter filter = AudienceFilter.loaded();

  QuestionRoutes(HttpParts parts, RequestAuthorizer authorizer) {
    this.authorizer = authorizer;
    this.polls = parts.polls();
    this.boards = parts.polls().boards();
    this.methods = parts.methods();
    this.pseudonyms = parts.tokens().pseudonyms();
    this.clock = parts.clock();
  }

  /** Asks a question; completes once it is durable. */
  Future<Reply> ask(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              Map<String, Object> json = BodyReader.object(request.ctx(), ASK_FIELDS);
              Object id = BallotRoutes.id(json);
              poll.requireRun(BallotRoutes.run(json));
              if (poll.state() != PollState.OPEN) {
                throw Refusal.of(ErrorCode.NOT_OPEN);
              }
              Boards.requireQuestions(poll);
              Asking asking =
                  QuestionFilter.checked(
                      filter,
                      request.room().wordRules(),
                      poll,
                      Asking.read(poll, json.get("slot"), json.get("text"), json.get("name")));
              AskQuery query = new AskQuery(poll, voter(request, poll), asking, clock.millis());
              return boards
                  .ask(query)
                  .map(
                      asked ->
                          Reply.created(
                              Messages.asked(
                                  (String) id, poll.id(), asked.entry(), asked.existing())));
            });
  }

  /** Withdraws a question of the voter's own; may be repeated. */
  Future<Reply> withdraw(RoomRequest request) {
    return lookUp(request)
        .compose(poll -> boards.withdraw(poll, voter(request, poll), entry(request)))
        .map(gone -> Reply.nothing());
  }

  private static String entry(RoomRequest request) {
    return request.ctx().pathParam("entry");
  }

  private String voter(RoomRequest request, Poll poll) {
    return pseudonyms.countedAs(request.room(), poll, request.who().orElseThrow().voter());
  }

  /** Sets state, pin or reply of one question; responds with the question. */
  Future<Reply> mark(RoomRequest request, Poll poll) {
    Mark mark = Mark.read(BodyReader.object(request.ctx(), Mark.FIELDS));
    return boards
        .mark(poll, List.of(entry(request)), mark)
        .compose(marked -> shown(poll, marked, true))
        .map(shown -> Reply.ok(shown.get(0)));
  }

  /** Sets the state of several questions, all or none; responds with them. */
  Future<Reply> markAll(Poll poll, List<String> entries, Object state) {
    return boards
        .mark(poll, entries, Mark.read(Collections.singletonMap("state", state)))
        .compose(marked -> shown(poll, marked, true))
        .map(shown -> Reply.ok(Map.of("entries", shown)));
  }

  private Future<List<Map<String, Object>>> shown(
      Poll poll, List<Entry> entries, boolean presenter) {
    boolean counted = presenter || poll.visible();
    Future<Map<String, Map<String, Object>>> counts =
        counted
            ? polls.standings().of(poll.room(), poll.id()).map(this::counts)
            : Future.succeededFuture(Map.of());
    return counts.map(
        known ->
            entries.stream()
                .map(each -> BoardView.entry(each, known, counted, presenter))
                .toList());
  }

  private Map<String, Map<String, Object>> counts(Standings standings) {
    return BoardView.counts(
        methods.of(standings.poll()).result(standings.poll(), standings.tally()));
  }

  /** The questions that the client may see, the oldest first, and those that a voter asked. */
  Future<Reply> list(RoomRequest request) {
    return authorizer
        .poll(request)
        .compose(
            poll -> {
              Boards.requireQuestions(poll);
              return boards.of(poll).compose(board -> list(request, poll, board));
            });
  }

  private Future<Reply> list(RoomRequest request, Poll poll, Board board) {
    boolean presenter = request.moderates();
    List<Entry> seen =
        board.entries().values().stream()
            .filter(each -> BoardView.isSeen(each, presenter))
            .toList();
    int from = after(seen, request.ctx().request().getParam("after"));
    List<Entry> page = seen.subList(from, Math.min(seen.size(), from + PAGE));
    return shown(poll, page, presenter)
        .map(
            shown -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("rev", board.rev());
              json.put("entries", shown);
              if (from + page.size() < seen.size()) {
                json.put("next", page.get(page.size() - 1).id());
              }
              own(request, poll, board).ifPresent(own -> json.put("mine", own));
              return Reply.ok(json);
            });
  }

  /** Where the page begins: behind the question of that id, or at the first if that is gone. */
  private static int after(List<Entry> seen, String id) {
    for (int i = 0; id != null && i < seen.size(); i++) {
      if (seen.get(i).id().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  private Optional<List<Map<String, Object>>> own(RoomRequest request, Poll poll, Board board) {
    return request
        .who()
        .map(Identity::voter)
        .flatMap(voter -> counted(request, poll, voter))
        .map(voter -> board.of(voter).stream().map(BoardView::own).toList());
  }

  /** Empty for somebody who may look at the poll, but not vote. */
  private Optional<String> counted(RoomRequest request, Poll poll, String voter) {
    try {
      return Optional.of(pseudonyms.countedAs(request.room(), poll, voter));
    } catch (Refusal notEligible) {
      return Optional.empty();
    }
  }

  /** Looks the poll up before the body is parsed, which determines the order of refusals. */
  private Future<Poll> lookUp(RoomRequest request) {
    return onCallerContext(request.ctx().vertx(), polls.get(request.room().code(), request.poll()));
  }
}
