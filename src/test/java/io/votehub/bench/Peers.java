package io.votehub.bench;

import java.util.List;

/** The servers to compare the hub with. */
final class Peers {
  static final List<Peer> ALL =
      List.of(
          new NpmPeer("bun", "1.4.5", "node_modules/.bin/bun", VotehubDialect.NAME),
          new NpmPeer("ws", "8.23.0", "node", VotehubDialect.NAME),
          new NchanPeer(),
          new SocketIoPeer(false),
          new SocketIoPeer(true),
          new CentrifugoPeer("memory"),
          new CentrifugoPeer("redis"));

  private Peers() {}
}
