package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** How a server's voters talk to it over a WebSocket. */
interface Dialect {
  /** The path of the WebSocket. */
  String path();

  /** A header line with the subprotocol; empty if there is none. */
  String subprotocol();

  /** What a voter says after the handshake, a frame each. */
  List<String> hello(Load.Target target, int number);

  /** The frame of a vote. */
  VoteFrame vote(Load.Target target);

  /** Whether the server answers what a voter says first; else a connection is all there is. */
  default boolean answersHello() {
    return true;
  }

  /**
   * Whether the server acknowledges votes. Where it does not, a vote is taken to be in a tally that
   * counts as many votes as were sent until then.
   */
  default boolean acks() {
    return true;
  }

  /** Reads a message where it lies, and tells the voter what it says. */
  void read(BenchClient client, ByteBuffer in, int at, int length) throws IOException;

  static Dialect named(String name) {
    return switch (name) {
      case VotehubDialect.NAME -> new VotehubDialect();
      case CentrifugoDialect.NAME -> new CentrifugoDialect();
      case NchanDialect.NAME -> new NchanDialect();
      case SocketIoDialect.NAME -> new SocketIoDialect();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
