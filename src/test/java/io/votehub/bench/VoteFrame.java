package io.votehub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The text frame of a vote, with gaps for its id and its choice; filled without allocation. */
final class VoteFrame {
  private static final byte TEXT = (byte) 0x81;
  private static final int MASKED = 0x80;
  private static final int LONG_LENGTH = 126;

  private final int firstId;
  private final byte[] beforeId;
  private final byte[] beforeChoice;
  private final byte[] afterChoice;

  /**
   * Of the parts of its JSON.
   *
   * @param firstId added to the number of a vote, which starts at 1
   */
  VoteFrame(int firstId, String beforeId, String beforeChoice, String afterChoice) {
    this.firstId = firstId;
    this.beforeId = ascii(beforeId);
    this.beforeChoice = ascii(beforeChoice);
    this.afterChoice = ascii(afterChoice);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Appends the frame of one vote. */
  void write(ByteBuffer out, int number, byte choice) {
    int id = number + firstId;
    int digits = digits(id);
    header(out, beforeId.length + digits + beforeChoice.length + Byte.BYTES + afterChoice.length);
    out.put(beforeId);
    int at = out.position();
    for (int i = digits - 1; i >= 0; i--) {
      out.put(at + i, (byte) ('0' + id % 10));
      id /= 10;
    }
    out.position(at + digits);
    out.put(beforeChoice).put(choice).put(afterChoice);
  }

  /** Appends the header of a text frame. The mask is zero, so that the payload stands as it is. */
  static void header(ByteBuffer out, int length) {
    out.put(TEXT);
    if (length < LONG_LENGTH) {
      out.put((byte) (MASKED | length));
    } else {
      out.put((byte) (MASKED | LONG_LENGTH)).putShort((short) length);
    }
    out.putInt(0);
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
