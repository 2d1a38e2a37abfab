package io.votehub.bus;

import io.votehub.poll.Poll;
import io.votehub.question.Asking;

/**
 * A voter asks a question from the floor, over the event bus of the instance; the reply is a {@link
 * AskReply}, or a refusal.
 *
 * @param poll as the session knows it
 * @param voter the id under which the voter is counted in the poll
 * @param at when the hub read the question, UTC milliseconds since the epoch
 */
public record AskQuery(Poll poll, String voter, Asking asking, long at) {
  public static final String ADDRESS = "votehub.questions";
}
