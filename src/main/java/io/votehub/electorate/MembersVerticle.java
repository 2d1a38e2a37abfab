package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.BusReply;
import io.votehub.bus.MemberChange;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MembersGone;
import io.votehub.bus.MembersQuery;
import io.votehub.bus.NewMembers;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, over the event bus of the instance, who is a member of a voter roll. */
public final class MembersVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(MembersVerticle.class);

  private final Members members;
  private MessageConsumer<MemberQuery> queries;
  private MessageConsumer<NewMembers> additions;
  private MessageConsumer<MembersQuery> pages;
  private MessageConsumer<MemberChange> changes;
  private MessageConsumer<MembersGone> removals;

  public MembersVerticle(Members members) {
    this.members = members;
  }

  @Override
  public Future<?> start() {
    queries =
        vertx.eventBus().localConsumer(MemberQuery.ADDRESS, query -> reply(query, members::redeem));
    additions =
        vertx.eventBus().localConsumer(NewMembers.ADDRESS, added -> reply(added, members::add));
    pages =
        vertx.eventBus().localConsumer(MembersQuery.ADDRESS, query -> reply(query, members::page));
    changes =
        vertx
            .eventBus()
            .localConsumer(MemberChange.ADDRESS, change -> reply(change, members::change));
    removals =
        vertx.eventBus().localConsumer(MembersGone.ADDRESS, gone -> reply(gone, members::forget));
    return Future.join(
        List.of(
            queries.completion(),
            additions.completion(),
            pages.completion(),
            changes.completion(),
            removals.completion()));
  }

  @Override
  public Future<?> stop() {
    return Future.join(
        List.of(
            queries.unregister(),
            additions.unregister(),
            pages.unregister(),
            changes.unregister(),
            removals.unregister()));
  }

  private static <Q, A> void reply(Message<Q> message, Function<Q, Future<A>> step) {
    BusReply.replyTo(message, step)
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal)) {
                LOG.error("A query about members failed", fault);
              }
            });
  }
}
