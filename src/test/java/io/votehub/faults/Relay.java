package io.votehub.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Relays one direction of a connection under the current {@link NetworkConditions}. */
final class Relay {
  private final Vertx vertx;
  private final NetSocket from;
  private final NetSocket to;
  private final Runnable cut;
  private final Runnable loseAnswer;
  private final Deque<Parcel> waiting = new ArrayDeque<>();
  private NetworkConditions weather = NetworkConditions.FINE;
  private String tail = "";
  private long passed;
  private boolean dead;
  private boolean ended;
  private boolean cutAtNextBytes;
  private boolean timerRuns;

  /** Pending bytes, or the end of the connection if empty. */
  private record Parcel(Buffer bytes, long dueNanos) {
    boolean isEnd() {
      return bytes.length() == 0;
    }
  }

  Relay(Vertx vertx, NetSocket from, NetSocket to, Runnable cut, Runnable loseAnswer) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    this.cut = cut;
    this.loseAnswer = loseAnswer;
  }

  void start(Runnable whenEnded) {
    from.handler(this::arrived);
    from.closeHandler(
        end -> {
          ended = true;
          arrived(Buffer.buffer());
          whenEnded.run();
        });
    // A reset socket also calls its close handler, which does everything necessary.
    from.exceptionHandler(reset -> {});
  }

  boolean isEnded() {
    return ended;
  }

  void cutAtNextBytes() {
    cutAtNextBytes = true;
  }

  void set(NetworkConditions now) {
    weather = now;
    passed = 0;
    if (now.lost()) {
      dead = true;
      waiting.clear();
    }
    forward();
  }

  private void arrived(Buffer bytes) {
    if (dead) {
      return;
    }
    if (bytes.length() > 0 && cutAtNextBytes) {
      cut.run();
      return;
    }
    lookForWord(bytes);
    long delay = TimeUnit.MILLISECONDS.toNanos(weather.delayMs());
    waiting.add(new Parcel(bytes, System.nanoTime() + delay));
    forward();
  }

  private void lookForWord(Buffer bytes) {
    String word = weather.losesAnswerTo();
    if (!word.isEmpty()) {
      String seen = tail + bytes.toString(StandardCharsets.ISO_8859_1);
      if (seen.contains(word)) {
        loseAnswer.run();
      }
      tail = seen.substring(Math.max(0, seen.length() - word.length() + 1));
    }
  }

  private void forward() {
    while (!waiting.isEmpty() && !weather.held()) {
      long early = waiting.peek().dueNanos() - System.nanoTime();
      if (early > 0) {
        wakeIn(early);
        return;
      }
      pass(waiting.poll());
    }
  }

  private void wakeIn(long nanos) {
    if (!timerRuns) {
      timerRuns = true;
      vertx.setTimer(
          TimeUnit.NANOSECONDS.toMillis(nanos) + 1,
          due -> {
            timerRuns = false;
            forward();
          });
    }
  }

  private void pass(Parcel parcel) {
    if (parcel.isEnd()) {
      to.close();
      return;
    }
    Buffer bytes = parcel.bytes();
    long allowed = weather.cutAfter() < 0 ? Long.MAX_VALUE : weather.cutAfter() - passed;
    passed += bytes.length();
    if (bytes.length() > allowed) {
      to.write(bytes.slice(0, (int) allowed)).onComplete(written -> cut.run());
      waiting.clear();
      dead = true;
      return;
    }
    to.write(bytes);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(room -> from.resume());
    }
  }
}
