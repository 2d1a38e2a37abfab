package io.votehub.poll;

import java.util.List;

/** What a presenter says of a poll: its question, method, options and settings, all checked. */
public record PollSpec(String question, String method, List<Option> options, Settings settings) {
  public static PollSpec of(Poll poll) {
    return new PollSpec(poll.question(), poll.method(), poll.options(), poll.settings());
  }
}
