package io.votehub.accounts;

import io.votehub.identity.Ids;
import java.util.Optional;

/**
 * Device cookies: they prove that a name has signed in with a browser before, and nothing else.
 * Guessers on other devices then cannot lock it out.
 *
 * @see <a
 *     href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP</a>
 */
final class Devices {
  private static final char SEPARATOR = '.';
  private static final int MAX = 200;

  private final byte[] key;

  Devices(byte[] key) {
    this.key = key.clone();
  }

  /** The device of a visitor who signed in with that name before; else the unknown one. */
  String known(String mailHash, Visitor visitor) {
    return id(mailHash, visitor).orElse(Lockout.UNKNOWN_DEVICE);
  }

  private Optional<String> id(String mailHash, Visitor visitor) {
    return visitor
        .device()
        .filter(cookie -> cookie.length() <= MAX && cookie.indexOf(SEPARATOR) > 0)
        .filter(
            cookie ->
                Digests.equal(
                    cookie, signed(cookie.substring(0, cookie.indexOf(SEPARATOR)), mailHash)))
        .map(cookie -> cookie.substring(0, cookie.indexOf(SEPARATOR)));
  }

  /** The cookie for a browser with which that name has just signed in. */
  String cookie(String mailHash, Visitor visitor) {
    return signed(id(mailHash, visitor).orElseGet(Ids::random), mailHash);
  }

  private String signed(String id, String mailHash) {
    return id + SEPARATOR + Digests.keyed(key, id + ' ' + mailHash);
  }
}
