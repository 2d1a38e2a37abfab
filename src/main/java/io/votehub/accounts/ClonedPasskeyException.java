package io.votehub.accounts;

/**
 * A passkey's counter went back: somebody may have a copy of it. Nobody is signed in.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-sign-counter">WebAuthn, signature
 *     counter</a>
 */
public final class ClonedPasskeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClonedPasskeyException() {
    super("The counter of a passkey went back", null, false, false);
  }
}
