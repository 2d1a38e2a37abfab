package io.votehub.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of a {@code proof.zip}, as {@code docs/proof-format.md} has them.
 *
 * @param manifest {@code manifest.json}
 * @param tags {@code tags.txt}
 * @param checkpoint {@code checkpoint.txt}
 * @param key {@code key.txt}, without its line feed
 * @param ballots the lines of {@code ballots.ndjson}, without their line feeds; empty where ballots
 *     are not public
 */
public record ProofArchive(
    String manifest, TagList tags, String checkpoint, String key, Optional<List<String>> ballots) {
  /** The names of the files in their order; the last one may be missing. */
  public static final List<String> NAMES =
      List.of("manifest.json", "tags.txt", "checkpoint.txt", "key.txt", "ballots.ndjson");

  private static final int LOCAL_BYTES = 30;
  private static final int SIZE_AT = 22;
  private static final int BALLOTS = 4;

  public ProofArchive {
    ballots = ballots.map(List::copyOf);
  }

  /** The archive in its one form. */
  public byte[] bytes() {
    List<byte[]> contents = new ArrayList<>();
    contents.add(utf8(manifest));
    contents.add(tags.lines(0, tags.size()));
    contents.add(utf8(checkpoint));
    contents.add(utf8(key + '\n'));
    ballots.ifPresent(lines -> contents.add(utf8(joined(lines))));
    return zip(contents);
  }

  private static String joined(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static byte[] zip(List<byte[]> contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<ZipForm.Entry> entries = new ArrayList<>();
    for (byte[] content : contents) {
      ZipForm.Entry entry = ZipForm.Entry.of(NAMES.get(entries.size()), content);
      entries.add(entry);
      out.writeBytes(ZipForm.header(entry));
      out.writeBytes(content);
    }
    out.writeBytes(ZipForm.directory(entries));
    return out.toByteArray();
  }

  /**
   * Reads an archive. Whether what it says is true is another question.
   *
   * @throws UnreadableProofException if it has another form than the one that archives have, in any
   *     of its bytes
   */
  public static ProofArchive read(byte[] zip) {
    List<byte[]> contents = contents(zip);
    if (contents.size() < BALLOTS || !Arrays.equals(zip(contents), zip)) {
      throw new UnreadableProofException("This is not a proof.zip, or it was changed");
    }
    String key = text(contents, 3);
    if (key.indexOf('\n') != key.length() - 1) {
      throw new UnreadableProofException("key.txt is not one line");
    }
    return new ProofArchive(
        text(contents, 0),
        TagList.ofLines(contents.get(1)),
        text(contents, 2),
        key.substring(0, key.length() - 1),
        contents.size() > BALLOTS ? Optional.of(lines(text(contents, BALLOTS))) : Optional.empty());
  }

  /** The contents of the files as far as their headers lead; the rest is compared. */
  private static List<byte[]> contents(byte[] zip) {
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> contents = new ArrayList<>();
    int at = 0;
    for (String name : NAMES) {
      int begin = at + LOCAL_BYTES + name.length();
      if (begin > zip.length || in.getInt(at) != 0x04034b50) {
        break;
      }
      long end = begin + Integer.toUnsignedLong(in.getInt(at + SIZE_AT));
      if (end > zip.length) {
        break;
      }
      contents.add(Arrays.copyOfRange(zip, begin, (int) end));
      at = (int) end;
    }
    return contents;
  }

  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.endsWith("\n")) {
      throw new UnreadableProofException("ballots.ndjson does not end with a line feed");
    }
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  private static String text(List<byte[]> contents, int number) {
    byte[] bytes = contents.get(number);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(utf8(text), bytes)) {
      throw new UnreadableProofException(NAMES.get(number) + " is not UTF-8");
    }
    return text;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
