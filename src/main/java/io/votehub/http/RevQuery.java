package io.votehub.http;

import io.votehub.poll.ValidationErrors;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The revision that a client has seen, in the query of a request whose body has no place for it.
 */
final class RevQuery {
  private static final String REV = "rev";
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

  private RevQuery() {}

  /**
   * The revision; empty if none is given.
   *
   * @throws io.votehub.poll.Refusal {@code bad-request} if it is no whole number
   */
  static OptionalLong of(RoomRequest request) {
    String text = request.ctx().request().getParam(REV);
    ValidationErrors faults = new ValidationErrors();
    // As a number, if it is one, like a field of a JSON body.
    OptionalLong rev =
        faults.rev(text != null && WHOLE.matcher(text).matches() ? Long.valueOf(text) : text);
    faults.throwIfAny();
    return rev;
  }
}
