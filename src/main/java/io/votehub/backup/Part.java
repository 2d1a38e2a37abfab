package io.votehub.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One part of a backup: its kind (a byte), the number of its bytes (four, the highest first), they,
 * and the CRC-32C of all of that (four bytes).
 */
final class Part {
  /** What is longer is written in several, so that a reader needs no more memory for one. */
  static final int MOST_BYTES = 1 << 20;

  private static final int HEAD_BYTES = 5;

  private final Kind kind;
  private final byte[] bytes;

  /**
   * @param bytes at most {@value #MOST_BYTES}, which nobody changes any more
   */
  Part(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** What a part holds. */
  enum Kind {
    /** JSON: who took the backup, when, of what. Always the first. */
    HEADER('H'),
    /** The beginning of the text of the next part, which would be too long. */
    CONTINUED('+'),
    /** JSON: a room begins. */
    ROOM('R'),
    /** JSON: a poll of the room begins, with all that its store knows of it but the ballots. */
    POLL('P'),
    /** JSON arrays, one a line, of revision, voter, ballot and time: the poll's journal goes on. */
    BALLOTS('B'),
    /** One byte: 1 where the poll is whole, 0 where it is void. */
    POLL_ENDS('p'),
    /** One byte: 1 where the room is whole, 0 where it is void. */
    ROOM_ENDS('r'),
    /** JSON: since when deletions are known, and deletions as arrays. After all rooms. */
    DELETIONS('D'),
    /** A text: the backup could not be finished, and why. */
    FAILED('X'),
    /** JSON: how much there is, and the SHA-256 of all before this part. Always the last. */
    END('Z');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Optional<Kind> of(int letter) {
      for (Kind each : values()) {
        if (each.letter == letter) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  static Part text(Kind kind, String text) {
    return new Part(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  static Part flag(Kind kind, boolean flag) {
    return new Part(kind, new byte[] {(byte) (flag ? 1 : 0)});
  }

  Kind kind() {
    return kind;
  }

  /** Its own, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  boolean flag() {
    return bytes.length == 1 && bytes[0] == 1;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(kind.letter);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.writeInt(sum(kind.letter, bytes));
  }

  /**
   * @throws BackupException if what comes is no part, or was changed since it was written
   * @throws EOFException if it ends before the part does
   */
  static Part read(DataInputStream in) throws IOException, BackupException {
    int letter = in.readUnsignedByte();
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw damaged();
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    Optional<Kind> kind = Kind.of(letter);
    if (in.readInt() != sum(letter, bytes) || kind.isEmpty()) {
      throw damaged();
    }
    return new Part(kind.get(), bytes);
  }

  private static int sum(int letter, byte[] bytes) {
    CRC32C sum = new CRC32C();
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put((byte) letter).putInt(bytes.length);
    sum.update(head.flip());
    sum.update(bytes);
    return (int) sum.getValue();
  }

  static BackupException damaged() {
    return new BackupException(
        "The backup is damaged: its checksums do not fit what is in it. Nothing was restored; take"
            + " another copy of it, or an earlier backup.");
  }
}
