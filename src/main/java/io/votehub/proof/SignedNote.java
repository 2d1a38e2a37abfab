package io.votehub.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures, as of C2SP signed-note.
 *
 * @param text what is signed; lines, each with its line feed
 * @param signatures at least one
 */
public record SignedNote(String text, List<Signature> signatures) {
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_SIGNATURES = 100;
  private static final String BEGIN = "— ";

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /** A signature, with the name of its key; its bytes are the key's id and what the key made. */
  public static final class Signature {
    private final String name;
    private final byte[] bytes;

    Signature(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes.clone();
    }

    /** The name of the key that signed. */
    public String name() {
      return name;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    private String line() {
      return BEGIN + name + ' ' + Base64.getEncoder().encodeToString(bytes) + '\n';
    }

    private static Optional<Signature> parse(String line) {
      int end = line.lastIndexOf(' ');
      if (!line.startsWith(BEGIN) || end <= BEGIN.length()) {
        return Optional.empty();
      }
      try {
        byte[] bytes = Base64.getDecoder().decode(line.substring(end + 1));
        return Optional.of(new Signature(line.substring(BEGIN.length(), end), bytes))
            .filter(each -> bytes.length > VerifierKey.ID_BYTES)
            .filter(each -> each.line().equals(line + '\n'));
      } catch (IllegalArgumentException malformed) {
        return Optional.empty();
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Signature same
          && name.equals(same.name)
          && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }
  }

  /** Reads a whole note; empty if it is none. */
  public static Optional<SignedNote> parse(String note) {
    int end = note.length() > MAX_LENGTH ? -1 : note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      return Optional.empty();
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).lines().toList()) {
      Optional<Signature> signature = Signature.parse(line);
      if (signature.isEmpty() || signatures.size() == MAX_SIGNATURES) {
        return Optional.empty();
      }
      signatures.add(signature.get());
    }
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(new SignedNote(note.substring(0, end + 1), signatures));
  }

  /** The note as it is published. */
  public String note() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(each -> note.append(each.line()));
    return note.toString();
  }
}
