package io.votehub.http;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.Identity;
import io.votehub.poll.Room;
import java.util.Optional;

/**
 * A request to a room that exists.
 *
 * @param who what its token makes of the sender in this room; a token of another room makes nothing
 */
record Visit(RoutingContext ctx, Room room, Optional<Identity> who) {
  private static final int MAX_ID = 64;

  boolean isPresenter() {
    return who.filter(Identity::isPresenter).isPresent();
  }

  /** From where the request comes. */
  AddressPrefix from() {
    return from(ctx);
  }

  /** From where a request comes. */
  static AddressPrefix from(RoutingContext ctx) {
    SocketAddress peer = ctx.request().remoteAddress();
    // A connection that has ended has none.
    return peer == null ? AddressPrefix.NONE : AddressPrefix.of(peer.hostAddress());
  }

  /** The poll's id as it stands in the path. */
  String poll() {
    String id = ctx.pathParam("poll");
    return id.length() <= MAX_ID ? id : "";
  }
}
