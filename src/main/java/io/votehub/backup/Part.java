package io.votehub.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One part of a backup: its kind (a byte), the length of its content (four bytes, big-endian), the
 * content, and the CRC-32C of all of that (four bytes).
 */
final class Part {
  /** Longer content is split into several parts, to bound the memory of a reader. */
  static final int MOST_BYTES = 1 << 20;

  private static final int HEAD_BYTES = 5;

  private final Kind kind;
  private final byte[] bytes;

  /**
   * @param bytes at most {@value #MOST_BYTES}, not changed afterwards
   */
  Part(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** The kind of content. */
  enum Kind {
    /** JSON: the origin and time of the backup. Always the first. */
    HEADER('H'),
    /** The first part of a text that is too long for one part. */
    CONTINUED('+'),
    /** JSON: the start of a room. */
    ROOM('R'),
    /** JSON: the start of a poll of the room, with its record in the store but no ballots. */
    POLL('P'),
    /**
     * JSON arrays, one per line, of revision, voter, ballot and time: a section of the poll's
     * journal.
     */
    BALLOTS('B'),
    /** One byte: 1 if the poll is complete, 0 if it is void. */
    POLL_ENDS('p'),
    /** JSON arrays, one per line, of key and text: records of the room. After its polls. */
    RECORDS('Q'),
    /** One byte: 1 if the room is complete, 0 if it is void. */
    ROOM_ENDS('r'),
    /** JSON: since when deletions are recorded, and deletions as arrays. After all rooms. */
    DELETIONS('D'),
    /** JSON, one line for each person and each entry of the audit log. After all rooms. */
    PEOPLE('A'),
    /** Text: why the backup could not be completed. */
    FAILED('X'),
    /** JSON: the totals, and the SHA-256 of everything before this part. Always the last. */
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

  /** Not copied; must not be changed. */
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
   * @throws BackupException if the input is no part or corrupt
   * @throws EOFException if it ends within the part
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
