package io.votehub.http;

import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.Identity;
import io.votehub.limit.Sender;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import java.util.Optional;

/**
 * A request to an existing room.
 *
 * @param who the client's identity in this room; empty without a token of this room
 */
record RoomRequest(RoutingContext ctx, Room room, Optional<Identity> who) {
  /** Ids in paths are not longer. */
  static final int MAX_ID = 64;

  /** Whether the client may do what that role may. */
  boolean has(RoomRole role) {
    return who.filter(known -> known.role().includes(role)).isPresent();
  }

  /** Whether the client sees drafts and hidden results. */
  boolean seesHidden() {
    return has(RoomRole.VIEWER);
  }

  /** Whether the client sees texts and questions that are hidden, or not approved yet. */
  boolean moderates() {
    return has(RoomRole.MODERATOR);
  }

  /** Whether the client sees the passcode, and answers of a quiz before they are revealed. */
  boolean leads() {
    return has(RoomRole.PRESENTER);
  }

  Sender sender() {
    return RequestLimiter.sender(ctx);
  }

  AddressPrefix from() {
    return from(ctx);
  }

  /** The address prefix of the sender of a request. */
  static AddressPrefix from(RoutingContext ctx) {
    return RequestLimiter.sender(ctx).from();
  }

  /** The poll's id in the path; empty if it is too long to be one. */
  String poll() {
    String id = ctx.pathParam("poll");
    return id.length() <= MAX_ID ? id : "";
  }
}
