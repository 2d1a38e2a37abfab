package io.votehub.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mail addresses as people type them. */
final class Mails {
  static final int MAX = 254;

  /** What a mail server takes is its business; this refuses typing errors and header injection. */
  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>,;:\"\\\\()\\[\\]]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

  private Mails() {}

  /** The address in the form in which it is stored and compared; empty if it is none. */
  static Optional<String> read(String typed) {
    String mail = typed.strip();
    return mail.length() <= MAX && FORM.matcher(mail).matches()
        ? Optional.of(mail.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
