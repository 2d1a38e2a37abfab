package io.votehub.http;

import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.Identity;
import io.votehub.limit.Sender;
import io.votehub.poll.Room;
import java.util.Optional;

/**
 * A request to a room that exists.
 *
 * @param who what its token makes of the sender in this room; a token of another room makes nothing
 */
record RoomRequest(RoutingContext ctx, Room room, Optional<Identity> who) {
  private static final int MAX_ID = 64;

  boolean isPresenter() {
    return who.filter(Identity::isPresenter).isPresent();
  }

  /** Who sends the request. */
  Sender sender() {
    return RequestLimiter.sender(ctx);
  }

  /** From where the request comes. */
  AddressPrefix from() {
    return from(ctx);
  }

  /** From where a request comes. */
  static AddressPrefix from(RoutingContext ctx) {
    return RequestLimiter.sender(ctx).from();
  }

  /** The poll's id as it stands in the path. */
  String poll() {
    String id = ctx.pathParam("poll");
    return id.length() <= MAX_ID ? id : "";
  }
}
