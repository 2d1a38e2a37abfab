package io.votehub.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The one form of a ZIP file that an archive of a proof has (APPNOTE 6.3.10): files as they are,
 * one after the other, and nothing that could be otherwise. Written here, since a library's files
 * may change with its version.
 */
public final class ZipForm {
  /** The greatest length of an archive, in bytes; beyond it another form begins. */
  public static final long MAX_BYTES = 0xFFFF_FFFEL;

  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short VERSION = 10;
  private static final short DATE = 0x0021;

  private ZipForm() {}

  /**
   * A file of an archive.
   *
   * @param crc the CRC-32 of its content
   */
  public record Entry(String name, long size, int crc) {
    /** The entry of a file with that content. */
    public static Entry of(String name, byte[] content) {
      CRC32 crc = new CRC32();
      crc.update(content);
      return new Entry(name, content.length, (int) crc.getValue());
    }

    private byte[] nameBytes() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }

    private void put(ByteBuffer out) {
      out.putShort(VERSION).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      out.putShort(DATE).putInt(crc).putInt((int) size).putInt((int) size);
      out.putShort((short) name.length()).putShort((short) 0);
    }
  }

  private static ByteBuffer into(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What stands before the content of a file. */
  public static byte[] header(Entry entry) {
    byte[] header = new byte[LOCAL_BYTES + entry.name.length()];
    ByteBuffer out = into(header);
    out.putInt(0x04034b50);
    entry.put(out);
    out.put(entry.nameBytes());
    return header;
  }

  /** The length of an archive in bytes. */
  public static long length(List<Entry> entries) {
    return start(entries, entries.size()) + directoryBytes(entries) + END_BYTES;
  }

  /** What stands behind the content of the last file. */
  public static byte[] directory(List<Entry> entries) {
    int directory = directoryBytes(entries);
    byte[] end = new byte[directory + END_BYTES];
    ByteBuffer out = into(end);
    for (int i = 0; i < entries.size(); i++) {
      out.putInt(0x02014b50).putShort(VERSION);
      entries.get(i).put(out);
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      out.putInt((int) start(entries, i)).put(entries.get(i).nameBytes());
    }
    short many = (short) entries.size();
    out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(many).putShort(many);
    out.putInt(directory).putInt((int) start(entries, entries.size())).putShort((short) 0);
    return end;
  }

  private static int directoryBytes(List<Entry> entries) {
    return entries.stream().mapToInt(each -> CENTRAL_BYTES + each.name.length()).sum();
  }

  private static long start(List<Entry> entries, int number) {
    return entries.stream()
        .limit(number)
        .mapToLong(each -> LOCAL_BYTES + each.name.length() + each.size)
        .sum();
  }
}
