package io.votehub.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes log lines to standard output, each with the fields of its request. Once detached, by a
 * thread of its own: whoever reads standard output may then stall, and lines beyond {@link
 * #MAX_QUEUED} are dropped and counted rather than waited for.
 */
final class LogSink extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int MAX_QUEUED = 8192;
  private static final int FLUSH_WITHIN_MS = 1000;

  private final ConsoleAppender<ILoggingEvent> console;
  private final AtomicLong dropped = new AtomicLong();
  private volatile Appender<ILoggingEvent> target;

  LogSink(ConsoleAppender<ILoggingEvent> console) {
    this.console = console;
    this.target = console;
  }

  @Override
  protected void append(ILoggingEvent line) {
    LogContext.addTo(line);
    target.doAppend(line);
  }

  /** From now on no thread that logs waits for standard output. */
  synchronized void detach() {
    if (target instanceof AsyncAppender || !isStarted()) {
      return;
    }
    AsyncAppender queue = new Dropping();
    queue.setContext(getContext());
    queue.setName("queue");
    queue.setQueueSize(MAX_QUEUED);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_WITHIN_MS);
    queue.addAppender(console);
    queue.start();
    target = queue;
  }

  /** How many lines were dropped. */
  long dropped() {
    return dropped.get();
  }

  /** Writes what waits, for a second at most. */
  @Override
  public synchronized void stop() {
    super.stop();
    if (target instanceof AsyncAppender queue) {
      queue.stop();
    } else {
      console.stop();
    }
  }

  private final class Dropping extends AsyncAppender {
    @Override
    protected void append(ILoggingEvent line) {
      if (getRemainingCapacity() == 0) {
        dropped.incrementAndGet();
      } else {
        super.append(line);
      }
    }
  }
}
