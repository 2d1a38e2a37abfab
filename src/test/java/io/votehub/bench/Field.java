package io.votehub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A field of a JSON text whose value is a number, found by what stands before it. It is looked for
 * first where it was the last time. Confined to one thread.
 */
final class Field {
  /** It is near the beginning. */
  private static final int HEAD = 160;

  private final byte[] before;
  private int last;

  Field(String before) {
    this.before = before.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its value in a text that lies in a buffer; -1 if it is not there. */
  long in(ByteBuffer in, int at, int length) {
    int places = Math.min(length, HEAD) - before.length;
    if (last < places && isAt(in, at + last)) {
      return number(in, at + last + before.length, at + length);
    }
    for (int i = 0; i < places; i++) {
      if (isAt(in, at + i)) {
        last = i;
        return number(in, at + i + before.length, at + length);
      }
    }
    return -1;
  }

  private boolean isAt(ByteBuffer in, int at) {
    for (int i = 0; i < before.length; i++) {
      if (in.get(at + i) != before[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(ByteBuffer in, int from, int end) {
    long value = 0;
    for (int i = from; i < end && in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      value = value * 10 + in.get(i) - '0';
    }
    return value;
  }

  /** Tells a client of a tally that has this field as its revision, read only if it matters. */
  void tally(BenchClient client, ByteBuffer in, int at, int length) {
    if (client.awaitsTallies()) {
      client.tally(in(in, at, length));
    } else {
      client.tally();
    }
  }
}
