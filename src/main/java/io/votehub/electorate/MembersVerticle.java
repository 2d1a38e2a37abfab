package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.BusReply;
import io.votehub.bus.MailOrder;
import io.votehub.bus.MailProgress;
import io.votehub.bus.MemberChange;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MembersGone;
import io.votehub.bus.MembersQuery;
import io.votehub.bus.NewMembers;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, over the event bus of the instance, who is a member of a voter roll. */
public final class MembersVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(MembersVerticle.class);

  private final Members members;
  private final Optional<Mailing> mailing;
  private MessageConsumer<MemberQuery> queries;
  private MessageConsumer<NewMembers> additions;
  private MessageConsumer<MembersQuery> pages;
  private MessageConsumer<MemberChange> changes;
  private MessageConsumer<MembersGone> removals;
  private MessageConsumer<MailOrder> orders;

  /** With members who get no mails. */
  public MembersVerticle(Members members) {
    this(members, Optional.empty());
  }

  /**
   * @param mails how members get mails; empty if they get none
   */
  public MembersVerticle(Members members, Optional<Mailing.Settings> mails) {
    this.members = members;
    this.mailing = mails.map(members::mailing);
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
    orders = vertx.eventBus().localConsumer(MailOrder.ADDRESS, order -> reply(order, this::order));
    return Future.join(
        List.of(
            queries.completion(),
            additions.completion(),
            pages.completion(),
            changes.completion(),
            removals.completion(),
            orders.completion()));
  }

  @Override
  public Future<?> stop() {
    return Future.join(
            List.of(
                queries.unregister(),
                additions.unregister(),
                pages.unregister(),
                changes.unregister(),
                removals.unregister(),
                orders.unregister()))
        .eventually(() -> mailing.map(Mailing::close).orElseGet(Future::succeededFuture));
  }

  private Future<MailProgress> order(MailOrder order) {
    if (mailing.isPresent()) {
      return Future.succeededFuture().compose(taken -> mailing.get().order(order));
    }
    return order.kind() == MailOrder.Kind.SHOW
        ? Future.succeededFuture(MailProgress.IMPOSSIBLE)
        : Future.failedFuture(
            Refusal.of(ErrorCode.BAD_REQUEST, "The operator of this hub has not set up mail"));
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
