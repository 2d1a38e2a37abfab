package io.votehub.session;

import io.votehub.poll.Poll;
import io.votehub.protocol.RoomMessages;
import java.util.Map;
import java.util.Optional;

/**
 * The step of a room's running order that begins soon, as far as it is known. Voters are not told:
 * they learn a question when it is opened. Confined to one event loop.
 */
final class UpcomingStep {
  private final RoomState state;
  private final RoomBroadcasts broadcasts;
  private Map<String, Object> step = Map.of();

  UpcomingStep(RoomState state, RoomBroadcasts broadcasts) {
    this.state = state;
    this.broadcasts = broadcasts;
  }

  /** Another step begins soon, or none if it is empty. */
  void changed(Map<String, Object> next) {
    step = next;
    broadcasts.message(message(), UpcomingStep::isTold);
  }

  /** Tells a session that has joined. */
  void joined(Session session) {
    if (!step.isEmpty() && isTold(session)) {
      session.messages().sendBounded(message());
    }
  }

  private static boolean isTold(Session session) {
    return session.voter().isEmpty();
  }

  private Map<String, Object> message() {
    Optional<String> question =
        step.get("poll") instanceof String id
            ? state.poll(id).map(Poll::question)
            : Optional.empty();
    return RoomMessages.upcoming(step, question);
  }
}
