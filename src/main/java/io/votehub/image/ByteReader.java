package io.votehub.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Reads big-endian numbers of a file, and refuses what goes beyond its end. */
final class ByteReader {
  private final byte[] file;
  private int at;

  ByteReader(byte[] file, int at) {
    this.file = file;
    this.at = at;
  }

  int at() {
    return at;
  }

  boolean hasMore() {
    return at < file.length;
  }

  int u8() {
    require(1);
    return file[at++] & 0xFF;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  /** A number of 32 bits; refuses those of 31 bits and more, which no field may have. */
  int u31() {
    int high = u16();
    if (high >= 0x8000) {
      throw ImageFault.damaged();
    }
    return high << 16 | u16();
  }

  void skip(int many) {
    require(many);
    at += many;
  }

  void copy(int from, int to, ByteArrayOutputStream out) {
    out.write(file, from, to - from);
  }

  byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(file, from, to);
  }

  private void require(int many) {
    if (many < 0 || many > file.length - at) {
      throw ImageFault.damaged();
    }
  }
}
