package io.votehub.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.function.Function;

/**
 * A reply over the event bus of the instance: a value, or the refusal of the request. Refusals
 * travel as values, because a failed reply carries only a number and a text.
 */
public record BusReply(Object value, Refusal refusal) {
  /**
   * Sends a request and returns the value of its reply. Fails with the refusal, or with {@code
   * unavailable} if there is no reply in time.
   */
  public static <T> Future<T> request(EventBus bus, String address, Object request, Class<T> type) {
    return bus.<BusReply>request(address, request, LocalCodec.options())
        .recover(noReply -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)))
        .map(Message::body)
        .compose(
            reply ->
                reply.refusal == null
                    ? Future.succeededFuture(type.cast(reply.value))
                    : Future.failedFuture(reply.refusal));
  }

  /**
   * Replies to a request with the result of a step, or with its refusal; any other fault is replied
   * as {@code unavailable}.
   *
   * @return the future of the step, with the original fault
   */
  public static <Q, A> Future<A> replyTo(Message<Q> request, Function<Q, Future<A>> step) {
    return step.apply(request.body())
        .onSuccess(value -> request.reply(new BusReply(value, null), LocalCodec.options()))
        .onFailure(
            fault -> {
              Refusal refusal =
                  fault instanceof Refusal known ? known : Refusal.of(ErrorCode.UNAVAILABLE);
              request.reply(new BusReply(null, refusal), LocalCodec.options());
            });
  }
}
