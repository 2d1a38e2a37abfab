package io.votehub.trace;

/**
 * A span of a trace: one step of work with its begin, its end and its attributes. Safe from any
 * thread. A span that is not recorded is {@link #NONE} and ignores everything.
 */
public interface TraceSpan {
  /** The span of work that is not traced. */
  TraceSpan NONE = new NoSpan();

  /** Whether what is told of this span goes to a collector. */
  boolean isRecorded();

  /** Where the trace goes on, as a W3C {@code traceparent}; null for {@link #NONE}. */
  String traceparent();

  /** Begins a step within this span. */
  TraceSpan child(String name);

  /** Sets an attribute. */
  TraceSpan with(String key, String value);

  /** Sets an attribute. */
  TraceSpan with(String key, long value);

  /** Names another trace that belongs to this one; a malformed {@code traceparent} is ignored. */
  void link(String traceparent);

  /** Marks the work as failed; does not end the span. */
  void failed(String why);

  /** Ends the span; later calls are ignored. */
  void end();
}
