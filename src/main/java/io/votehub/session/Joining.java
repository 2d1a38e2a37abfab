package io.votehub.session;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.bus.BusReply;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MemberView;
import io.votehub.identity.Identity;
import io.votehub.identity.RollVoter;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.LimitClass;
import io.votehub.limit.NewVoters;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.protocol.ClientMessage;
import java.util.Map;
import java.util.Optional;

/** Admits connections to rooms: loads the room, identifies the client, and reads its ballots. */
final class Joining {
  private final LoopContext loop;

  /**
   * What a connection joins with.
   *
   * @param room retained for the connection, which has to release it
   * @param ballots the voter's standing ballots, by poll
   * @param returning whether it is a voter who came with a token
   */
  record Admission(
      LocalRoom room, Identity identity, Map<String, StandingBallot> ballots, boolean returning) {
    static Admission of(LocalRoom room, Identity identity) {
      return new Admission(room, identity, Map.of(), false);
    }
  }

  Joining(LoopContext loop) {
    this.loop = loop;
  }

  /**
   * Admits the client. Fails with {@code unknown-room}, with {@code bad-token}, with {@code
   * forbidden} for a token of another room, with {@code removed}, {@code locked} or {@code
   * challenge}.
   */
  Future<Admission> join(ClientMessage.Join join, Sender sender) {
    return loop.code(join.room())
        .map(loop.rooms()::acquire)
        .orElseGet(() -> Future.failedFuture(JoinCode.unreadable(join.room())))
        .recover(fault -> notFound(fault, sender))
        .compose(
            room ->
                identify(join, sender, room)
                    .map(Joining::requireExisting)
                    .map(Joining::requireInUse)
                    .onFailure(refused -> loop.rooms().release(room)));
  }

  /** The room may have been deleted while the client was being identified. */
  private static Admission requireExisting(Admission admission) {
    if (admission.room().isGone()) {
      throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
    }
    return admission;
  }

  /** Who leads a suspended room still gets in, and sees why nobody else does. */
  private static Admission requireInUse(Admission admission) {
    if (!admission.identity().seesHidden()) {
      admission.room().room().requireInUse();
    }
    return admission;
  }

  /** Delays the refusal, so that join codes cannot be guessed quickly. */
  private Future<LocalRoom> notFound(Throwable fault, Sender sender) {
    boolean wrong = fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM;
    return (wrong ? slowed(sender) : Future.<Void>succeededFuture())
        .compose(waited -> Future.failedFuture(fault));
  }

  private Future<Void> slowed(Sender sender) {
    return onCallerContext(
            loop.vertx(), loop.requests().wrongCode(sender, Optional.of(sender.connection())))
        .compose(
            ms -> {
              if (ms == 0) {
                return Future.succeededFuture();
              }
              loop.security()
                  .refused(Event.LIMIT, LimitClass.CODES.wire(), Optional.empty(), sender.from());
              return loop.vertx().timer(ms).mapEmpty();
            });
  }

  private Future<Admission> identify(ClientMessage.Join join, Sender sender, LocalRoom room) {
    if (join.code().isPresent()) {
      return member(join.code().get(), sender, room);
    }
    if (join.token().isEmpty() && join.watch()) {
      Identity spectator = Identity.voter(room.room(), null);
      return Future.succeededFuture(Admission.of(room, spectator));
    }
    if (join.token().isEmpty()) {
      return onCallerContext(
              loop.vertx(),
              loop.newVoters()
                  .admit(
                      room.room(),
                      sender,
                      new NewVoters.Shown(
                          join.passcode(), join.proof(), Optional.of(sender.connection()))))
          .map(admitted -> Identity.voter(room.room(), loop.newVoter()))
          .map(fresh -> Admission.of(room, fresh));
    }
    return loop.tokens().verify(join.token().get()).compose(known -> returning(room, known));
  }

  /** A member may have voted before, on another device. */
  private Future<Admission> member(String code, Sender sender, LocalRoom room) {
    MemberQuery query = new MemberQuery(room.code(), code);
    return BusReply.request(loop.vertx().eventBus(), MemberQuery.ADDRESS, query, MemberView.class)
        .recover(
            fault ->
                (isNotEligible(fault) ? slowed(sender) : Future.<Void>succeededFuture())
                    .compose(waited -> Future.failedFuture(fault)))
        .compose(member -> returning(room, Identity.voter(room.room(), member.voter())));
  }

  private static boolean isNotEligible(Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.NOT_ELIGIBLE;
  }

  private static boolean isRemoved(LocalRoom room, Identity known) {
    return known.voter() != null
        && RollVoter.read(known.voter())
            .filter(member -> room.room().hasRemoved(member.roll(), member.member()))
            .isPresent();
  }

  private Future<Admission> returning(LocalRoom room, Identity known) {
    if (!known.isOf(room.room())) {
      return Future.failedFuture(Refusal.of(ErrorCode.FORBIDDEN, "The token is of another room"));
    }
    if (known.isRevokedIn(room.room())) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.BAD_TOKEN, "This key was replaced or revoked"));
    }
    if (known.isRemovedFrom(room.room())) {
      return Future.failedFuture(Refusal.of(ErrorCode.REMOVED));
    }
    if (isRemoved(room, known)) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.BAD_TOKEN, "This member was removed from the voter roll"));
    }
    if (known.seesHidden()) {
      return Future.succeededFuture(Admission.of(room, known));
    }
    BallotsQuery query = loop.ballotsQuery(room, known.voter());
    return BusReply.request(loop.vertx().eventBus(), BallotsQuery.ADDRESS, query, BallotsView.class)
        .map(view -> new Admission(room, known, view.ballots(), true));
  }
}
