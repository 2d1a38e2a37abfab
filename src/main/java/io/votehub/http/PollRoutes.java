package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.image.Images;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ModerationMarks;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import io.votehub.room.Moderator;
import io.votehub.room.Polls;
import io.votehub.room.Standings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The routes that create, change and run polls. Callers have authorised the request. */
final class PollRoutes {
  private static final int MAX_SECONDS = 604_800;
  private static final Set<String> SECONDS = Set.of("seconds");
  private static final Set<String> ENTRIES = Set.of("entries", "state");

  /** The number of entries that a presenter is shown at most. */
  private static final int MAX_ENTRIES = 200;

  private static final String REV = "rev";
  private static final Set<String> STATE = Set.of("state");

  private final QuestionRoutes questions;
  private final Polls polls;
  private final Moderator moderating;
  private final VotingMethods methods;
  private final Images images;
  private final RequestAuthorizer authorizer;
  private final SecurityLog security;

  PollRoutes(HttpParts parts, RequestAuthorizer authorizer, QuestionRoutes questions) {
    this.questions = questions;
    this.polls = parts.polls();
    this.moderating = parts.moderating();
    this.methods = parts.methods();
    this.images = parts.images();
    this.authorizer = authorizer;
    this.security = parts.security();
  }

  Future<Reply> create(RoomRequest request) {
    PollSpec spec =
        PollSpec.read(BodyReader.object(request.ctx()), methods).requireRollOf(request.room());
    String room = request.room().code();
    return images
        .of(room)
        .compose(pictures -> polls.create(room, spec.withPicturesOf(pictures)))
        .map(PollRoutes::created);
  }

  Future<Reply> show(RoomRequest request) {
    return authorizer.poll(request).map(poll -> Reply.ok(PollJson.of(poll, request.leads())));
  }

  Future<Reply> change(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              Map<String, Object> fields = new LinkedHashMap<>(BodyReader.object(request.ctx()));
              OptionalLong rev = rev(fields.remove(REV));
              return orCurrent(
                  request,
                  images
                      .of(poll.room())
                      .compose(
                          pictures ->
                              polls.patch(
                                  poll.room(),
                                  poll.id(),
                                  rev,
                                  spec ->
                                      spec.patched(fields, methods)
                                          .requireRollOf(request.room())
                                          .withPicturesOf(pictures))));
            })
        .map(PollRoutes::answer);
  }

  Future<Reply> delete(RoomRequest request) {
    OptionalLong rev = RevQuery.of(request);
    return orCurrent(request, polls.delete(request.room().code(), request.poll(), rev))
        .map(
            gone -> {
              security.done(Event.POLL_DELETED, request.room().code(), request.from());
              return Reply.nothing();
            });
  }

  Future<Reply> open(RoomRequest request) {
    return lookUp(request)
        .compose(poll -> orCurrent(request, polls.open(poll.room(), poll.id(), seconds(request))))
        .map(PollRoutes::answer);
  }

  Future<Reply> reopen(RoomRequest request) {
    return lookUp(request)
        .compose(poll -> orCurrent(request, polls.reopen(poll.room(), poll.id(), seconds(request))))
        .map(PollRoutes::answer);
  }

  /** Asks a closed poll again; a conflict has the second round that there is. */
  Future<Reply> again(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              OptionalInt seconds = seconds(request);
              return ConflictException.withCurrent(
                  polls.again(poll.room(), poll.id(), seconds), () -> secondRound(poll));
            })
        .map(PollRoutes::created);
  }

  private Future<Map<String, Object>> secondRound(Poll first) {
    return polls
        .secondRound(first.room(), first.id())
        .map(found -> PollJson.of(found.orElse(first), true));
  }

  Future<Reply> extend(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              int seconds =
                  seconds(request).orElseThrow(() -> Refusal.field("/seconds", "Is missing"));
              return orCurrent(request, polls.extend(poll.room(), poll.id(), seconds));
            })
        .map(PollRoutes::answer);
  }

  Future<Reply> close(RoomRequest request) {
    return lookUpWithoutFields(request)
        .compose(p -> orCurrent(request, polls.beginClose(p.room(), p.id())))
        .map(p -> p.state() == PollState.CLOSED ? answer(p) : accepted(p));
  }

  Future<Reply> reveal(RoomRequest request) {
    return lookUpWithoutFields(request)
        .compose(p -> polls.show(p.room(), p.id(), true))
        .map(PollRoutes::answer);
  }

  Future<Reply> hide(RoomRequest request) {
    return lookUpWithoutFields(request)
        .compose(p -> polls.show(p.room(), p.id(), false))
        .map(PollRoutes::answer);
  }

  Future<Reply> reset(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              Map<String, Object> json = BodyReader.objectOrNothing(request.ctx(), Set.of(REV));
              OptionalLong rev = rev(json.get(REV));
              return orCurrent(request, polls.reset(poll.room(), poll.id(), rev));
            })
        .map(
            poll -> {
              security.done(Event.POLL_RESET, poll.room(), request.from());
              return answer(poll);
            });
  }

  Future<Reply> duplicate(RoomRequest request) {
    return lookUpWithoutFields(request)
        .compose(p -> polls.duplicate(p.room(), p.id()))
        .map(PollRoutes::created);
  }

  /**
   * Approves, stars or hides an entry of a moderated poll, and responds with the new result; or
   * marks a question from the floor, and responds with that.
   */
  Future<Reply> moderate(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              if (Questions.isMethodOf(poll)) {
                return questions.mark(request, poll);
              }
              Map<String, Object> json = BodyReader.object(request.ctx(), STATE);
              String entry = request.ctx().pathParam("entry");
              return moderating
                  .mark(poll.room(), poll.id(), entry, state(json))
                  .map(this::standing);
            });
  }

  /** The same for several entries at once. */
  Future<Reply> moderateAll(RoomRequest request) {
    return lookUp(request)
        .compose(
            poll -> {
              Map<String, Object> json = BodyReader.object(request.ctx(), ENTRIES);
              if (Questions.isMethodOf(poll)) {
                return questions.markAll(poll, entries(json), json.get("state"));
              }
              return moderating
                  .markAll(poll.room(), poll.id(), entries(json), state(json))
                  .map(this::standing);
            });
  }

  private Reply standing(Standings now) {
    return Reply.ok(Messages.tally(now.poll(), methods.of(now.poll()), now.tally(), true));
  }

  private static ModerationMarks.State state(Map<String, Object> json) {
    return ModerationMarks.State.of(json.get("state"))
        .orElseThrow(() -> Refusal.field("/state", "Must be 'approved', 'starred' or 'hidden'"));
  }

  private static List<String> entries(Map<String, Object> json) {
    List<String> ids = new ArrayList<>();
    if (json.get("entries") instanceof List<?> given && given.size() <= MAX_ENTRIES) {
      for (Object each : given) {
        if (each instanceof String id) {
          ids.add(id);
        }
      }
      if (!ids.isEmpty() && ids.size() == given.size()) {
        return ids;
      }
    }
    throw Refusal.field("/entries", "Must be from 1 to " + MAX_ENTRIES + " ids of entries");
  }

  /** Adds the current poll to a refusal with {@code conflict}. */
  private <T> Future<T> orCurrent(RoomRequest request, Future<T> change) {
    return ConflictException.withCurrent(
        change, () -> lookUp(request).map(poll -> PollJson.of(poll, true)));
  }

  private static OptionalLong rev(Object value) {
    ValidationErrors faults = new ValidationErrors();
    OptionalLong rev = faults.rev(value);
    faults.throwIfAny();
    return rev;
  }

  private static Reply created(Poll poll) {
    return Reply.created(PollJson.of(poll, true)).with("Location", location(poll));
  }

  private static Reply accepted(Poll poll) {
    return Reply.json(202, PollJson.of(poll, true)).with("Location", location(poll));
  }

  private static String location(Poll poll) {
    return "/api/v1/rooms/" + poll.room() + "/polls/" + poll.id();
  }

  /** Looks the poll up before the body is parsed, which determines the order of refusals. */
  private Future<Poll> lookUp(RoomRequest request) {
    return polls.getPatiently(request.room().code(), request.poll());
  }

  /** The same, for a request without fields. */
  private Future<Poll> lookUpWithoutFields(RoomRequest request) {
    return lookUp(request)
        .map(
            poll -> {
              BodyReader.objectOrNothing(request.ctx(), Set.of());
              return poll;
            });
  }

  private static OptionalInt seconds(RoomRequest request) {
    Map<String, Object> json = BodyReader.objectOrNothing(request.ctx(), SECONDS);
    if (!json.containsKey("seconds")) {
      return OptionalInt.empty();
    }
    if (json.get("seconds") instanceof Integer seconds && seconds >= 1 && seconds <= MAX_SECONDS) {
      return OptionalInt.of(seconds);
    }
    throw Refusal.field("/seconds", "Must be a whole number from 1 to " + MAX_SECONDS);
  }

  private static Reply answer(Poll poll) {
    return Reply.ok(PollJson.of(poll, true));
  }
}
