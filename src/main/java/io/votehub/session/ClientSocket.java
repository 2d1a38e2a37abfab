package io.votehub.session;

/** The hub's end of one client's connection, whatever carries the messages. */
interface ClientSocket {
  /** Whom it tells what comes of the connection. */
  void listen(TextSocket.Listener whom);

  /** After so long without a sign of life one is asked for at the latest. */
  long pingAfterAtMostMs();

  /** Reads no further. */
  void pause();

  /** Reads on. */
  void resume();

  /** Asks for a sign of life. */
  void ping();

  /** Ends at once, and lets go of what the client has not taken. */
  void cut();

  /** Says goodbye with a code and words, and ends. */
  void close(int code, String reason);
}
