package io.votehub.session;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;

/** The server side of one client connection, whatever transport carries its messages. */
interface ClientSocket {
  /** The status of a connection that ended without a close frame (RFC 6455, 7.1.5). */
  int ABNORMAL_CLOSURE = 1006;

  /** Receives the events of the connection, on its event loop. */
  interface Listener {
    void text(String message);

    void binary();

    void pong();

    /**
     * The connection is broken, or the client broke the protocol: {@link TooLongFrameException} if
     * a fragmented message is too long, {@link CorruptedWebSocketFrameException} with the close
     * code otherwise. The connection is closed afterwards, unless the listener has done so.
     */
    void failed(Throwable fault);

    /**
     * The connection has ended, with the status of the client's close frame or {@link
     * #ABNORMAL_CLOSURE}. May be called twice.
     */
    void closed(int status);
  }

  void setListener(Listener listener);

  /** The longest the connection may be idle before it has to be pinged, in milliseconds. */
  long maxPingIntervalMs();

  /** Stops reading. */
  void pause();

  void resume();

  /** Prompts the client for a sign of life, which the listener gets as {@link Listener#pong}. */
  void ping();

  /** Closes the connection at once and discards its write queue. */
  void abort();

  /** Sends the close code and reason behind what was written, and closes the connection. */
  void close(int code, String reason);
}
