package io.votehub.verify;

import io.votehub.proof.ZipForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Puts archives together that have their form, whatever their files are. */
final class ArchiveBytes {
  private ArchiveBytes() {}

  static Map<String, byte[]> files(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return files;
  }

  /** An archive in which one file has another content. */
  static byte[] with(byte[] zip, String name, byte[] content) {
    Map<String, byte[]> files = files(zip);
    files.put(name, content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<ZipForm.Entry> entries = new ArrayList<>();
    files.forEach(
        (each, bytes) -> {
          ZipForm.Entry entry = ZipForm.Entry.of(each, bytes);
          entries.add(entry);
          out.writeBytes(ZipForm.header(entry));
          out.writeBytes(bytes);
        });
    out.writeBytes(ZipForm.directory(entries));
    return out.toByteArray();
  }
}
