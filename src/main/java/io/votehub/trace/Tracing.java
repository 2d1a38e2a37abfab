package io.votehub.trace;

import io.vertx.core.Future;

/** Begins traces. Safe from any thread; never blocks, and drops spans rather than gather them. */
public interface Tracing {
  /** Traces nothing. */
  Tracing OFF =
      new Tracing() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public TraceSpan begin(Kind kind, String name, String parent) {
          return TraceSpan.NONE;
        }

        @Override
        public Future<Void> close() {
          return Future.succeededFuture();
        }
      };

  /** What a span stands for in the eyes of its neighbours. */
  enum Kind {
    /** The answer to a request of a client. */
    SERVER,
    /** Work inside the hub. */
    INTERNAL,
    /** A message to other instances. */
    PRODUCER,
    /** The receipt of such a message. */
    CONSUMER
  }

  /** Whether anything is traced. */
  boolean isOn();

  /**
   * Begins a span.
   *
   * @param parent the W3C {@code traceparent} that it continues; null or malformed for a new trace,
   *     which is recorded with the probability of the sample ratio
   */
  TraceSpan begin(Kind kind, String name, String parent);

  /** Sends what is left, for a bounded time, and ends. */
  Future<Void> close();
}
