package io.votehub.poll;

/** The error codes of the contract, each with its HTTP status and whether to retry. */
public enum ErrorCode {
  BAD_MESSAGE("bad-message", 400, false, "The message could not be read"),
  BAD_REQUEST("bad-request", 422, false, "The request is not valid"),
  BAD_TOKEN("bad-token", 401, false, "The token is not valid"),
  BAD_CREDENTIALS("bad-credentials", 401, false, "That does not fit together"),
  SECOND_FACTOR("second-factor", 401, false, "The second factor is needed"),
  STEP_UP("step-up", 403, false, "Prove that it is you once more"),
  FORBIDDEN("forbidden", 403, false, "Not allowed"),
  SUSPENDED("suspended", 403, false, "Whoever runs this hub has suspended this room"),
  NOT_ELIGIBLE("not-eligible", 403, false, "Not on the voter roll of this poll"),
  CHALLENGE("challenge", 403, true, "Show first that you may come in"),
  LOCKED("locked", 403, true, "The room is locked; nobody new is let in"),
  REMOVED("removed", 403, false, "The presenter has removed you from this room"),
  UNKNOWN_ROOM("unknown-room", 404, false, "No such room"),
  UNKNOWN_IMAGE("unknown-image", 404, false, "No such picture"),
  UNKNOWN_WEBHOOK("unknown-webhook", 404, false, "No such webhook"),
  UNKNOWN_POLL("unknown-poll", 404, false, "No such poll"),
  UNKNOWN_PROOF("unknown-proof", 404, false, "There is no such proof"),
  BAD_BALLOT("bad-ballot", 422, false, "The ballot is not valid"),
  UNWANTED_WORDS(
      "unwanted-words",
      422,
      false,
      "It has a word that is not wanted here; please write it another way"),
  NOT_OPEN("not-open", 409, false, "The poll is not open"),
  ALREADY_VOTED("already-voted", 409, false, "The first vote stands"),
  BAD_IMAGE("bad-image", 422, false, "Not a picture that the hub can read"),
  CONFLICT("conflict", 409, false, "Somebody else has changed it"),
  POLL_CHANGED("poll-changed", 409, false, "The question was changed; vote again"),
  TOO_LARGE("too-large", 413, false, "Too large"),
  RATE_LIMITED("rate-limited", 429, true, "Too many requests"),
  BUSY("busy", 503, true, "The hub is busy"),
  UNAVAILABLE("unavailable", 503, true, "The hub cannot do this just now"),
  NOT_JOINED("not-joined", 409, false, "Join a room first");

  private final String wire;
  private final int status;
  private final boolean retry;
  private final String title;

  ErrorCode(String wire, int status, boolean retry, String title) {
    this.wire = wire;
    this.status = status;
    this.retry = retry;
    this.title = title;
  }

  /** The code as written in messages. */
  public String wire() {
    return wire;
  }

  /** The corresponding HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean retry() {
    return retry;
  }

  /** A short sentence for people. */
  public String title() {
    return title;
  }
}
