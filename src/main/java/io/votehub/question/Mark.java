package io.votehub.question;

import io.votehub.method.AudienceText;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a presenter or moderator decides about a question; what is empty stays as it is.
 *
 * @param reply a written answer; an empty text removes it
 */
public record Mark(Optional<EntryState> state, Optional<Boolean> pinned, Optional<String> reply) {
  /** The fields that {@link #read} knows. */
  public static final Set<String> FIELDS = Set.of("state", "pinned", "reply");

  /**
   * Reads the fields of a request.
   *
   * @throws Refusal {@code bad-request} with the location of the fault
   */
  public static Mark read(Map<String, ?> json) {
    Optional<EntryState> state = Optional.empty();
    if (json.get("state") != null) {
      state = EntryState.of(json.get("state")).filter(given -> given != EntryState.PENDING);
      if (state.isEmpty()) {
        throw Refusal.field("/state", "Must be 'live', 'answered', 'archived' or 'hidden'");
      }
    }
    Optional<Boolean> pinned = Optional.empty();
    if (json.get("pinned") != null) {
      if (!(json.get("pinned") instanceof Boolean flag)) {
        throw Refusal.field("/pinned", "Must be true or false");
      }
      pinned = Optional.of(flag);
    }
    Optional<String> reply =
        json.containsKey("reply") ? reply(json.get("reply")) : Optional.empty();
    if (state.isEmpty() && pinned.isEmpty() && reply.isEmpty()) {
      throw Refusal.field("/state", "Is missing; send 'state', 'pinned' or 'reply'");
    }
    return new Mark(state, pinned, reply);
  }

  private static Optional<String> reply(Object given) {
    if (given == null || "".equals(given)) {
      return Optional.of("");
    }
    if (!(given instanceof String text)) {
      throw Refusal.field("/reply", "Must be a text, or null to remove it");
    }
    try {
      return Optional.of(AudienceText.text(text, Board.MAX_REPLY, "The reply"));
    } catch (Refusal unfit) {
      throw Refusal.field("/reply", unfit.getMessage());
    }
  }
}
