package io.votehub.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.function.Function;

/**
 * An answer over the event bus of the instance: a value, or the refusal of what was asked. Refusals
 * travel as values, because a failed reply carries no more than a number and a text.
 */
public record Answer(Object value, Refusal refusal) {
  /**
   * Asks, and gives the value; fails with the refusal, or with {@code unavailable} if nobody
   * answers in time.
   */
  public static <T> Future<T> ask(EventBus bus, String address, Object question, Class<T> type) {
    return bus.<Answer>request(address, question, LocalCodec.options())
        .recover(silence -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)))
        .map(Message::body)
        .compose(
            answer ->
                answer.refusal == null
                    ? Future.succeededFuture(type.cast(answer.value))
                    : Future.failedFuture(answer.refusal));
  }

  /**
   * Answers a question by a step that may be refused; a fault that nobody expected is {@code
   * unavailable} and stays in the future.
   */
  public static <Q, A> Future<A> give(Message<Q> question, Function<Q, Future<A>> step) {
    return step.apply(question.body())
        .onSuccess(value -> question.reply(new Answer(value, null), LocalCodec.options()))
        .onFailure(
            fault -> {
              Refusal refusal =
                  fault instanceof Refusal known ? known : Refusal.of(ErrorCode.UNAVAILABLE);
              question.reply(new Answer(null, refusal), LocalCodec.options());
            });
  }
}
