package io.votehub.accounts;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.webauthn4j.Attestation;
import io.vertx.ext.auth.webauthn4j.Authenticator;
import io.vertx.ext.auth.webauthn4j.CredentialStorage;
import io.vertx.ext.auth.webauthn4j.RelyingParty;
import io.vertx.ext.auth.webauthn4j.ResidentKey;
import io.vertx.ext.auth.webauthn4j.UserVerification;
import io.vertx.ext.auth.webauthn4j.WebAuthn4J;
import io.vertx.ext.auth.webauthn4j.WebAuthn4JCredentials;
import io.vertx.ext.auth.webauthn4j.WebAuthn4JOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks what passkeys sign, by the library, off the event loops. At most {@value #MAX_WAITING}
 * checks wait or run; further ones are refused with {@code busy}. The library is loaded by the
 * first check.
 */
final class PasskeyVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(PasskeyVerifier.class);
  private static final int MAX_WAITING = 32;

  private final Vertx vertx;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * What a browser sent, and what it must fit.
   *
   * @param origin of the page
   * @param challenge what was to be signed, base64url
   * @param credential a {@code PublicKeyCredential} as JSON
   */
  record Signed(String origin, String challenge, Map<String, Object> credential) {}

  PasskeyVerifier(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Checks a new credential; fails with {@code bad-credentials} if it does not fit. */
  Future<Passkey> registration(Signed signed, String name, long now) {
    return check(() -> new Registration().run(vertx, signed))
        .map(
            made ->
                new Passkey(
                    Digests.sha256(made.getCredID()),
                    made.getCredID(),
                    made.getPublicKey(),
                    made.getCounter(),
                    made.getAaguid(),
                    name,
                    now,
                    now));
  }

  /**
   * Checks a signature of a passkey; fails with {@code bad-credentials} if it does not fit, and
   * with {@link ClonedPasskeyException} if the counter went back.
   *
   * @return the new counter
   */
  Future<Long> assertion(Signed signed, Passkey passkey) {
    return check(() -> new Assertion(passkey).run(vertx, signed));
  }

  /** Begins a check. */
  private interface Check<T> {
    Future<T> begin();
  }

  private <T> Future<T> check(Check<T> check) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    return vertx
        .executeBlocking(check::begin, false)
        .compose(result -> result)
        .onComplete(done -> waiting.decrementAndGet())
        .recover(PasskeyVerifier::refused);
  }

  /** Whatever the library throws at input from outside is a refusal. */
  private static <T> Future<T> refused(Throwable fault) {
    if (fault instanceof Refusal || fault instanceof Error) {
      return Future.failedFuture(fault);
    }
    if (fault instanceof MaliciousCounterValueException) {
      return Future.failedFuture(new ClonedPasskeyException());
    }
    LOG.debug("A passkey was refused", fault);
    return Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS));
  }

  /** One check by the library, which reads and writes credentials through it. */
  private abstract static class Library<T> implements CredentialStorage {
    private static final String USER = "owner";

    final Future<T> run(Vertx vertx, Signed signed) {
      WebAuthn4J library =
          WebAuthn4J.create(
                  vertx,
                  new WebAuthn4JOptions()
                      // Its id is the host of the origin.
                      .setRelyingParty(new RelyingParty().setName(PasskeyOptions.HUB))
                      .setAttestation(Attestation.NONE)
                      .setResidentKey(ResidentKey.REQUIRED)
                      .setUserVerification(UserVerification.REQUIRED))
              .credentialStorage(this);
      return library
          .authenticate(
              new WebAuthn4JCredentials()
                  .setOrigin(signed.origin())
                  .setChallenge(signed.challenge())
                  .setUsername(USER)
                  .setWebauthn(new JsonObject(signed.credential())))
          .map(user -> result());
    }

    abstract T result();

    @Override
    public Future<List<Authenticator>> find(String user, String credential) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> storeCredential(Authenticator made) {
      return Future.failedFuture("Not a registration");
    }

    @Override
    public Future<Void> updateCounter(Authenticator used) {
      return Future.failedFuture("Not an assertion");
    }
  }

  private static final class Registration extends Library<Authenticator> {
    private Authenticator made;

    @Override
    public Future<Void> storeCredential(Authenticator credential) {
      made = credential;
      return Future.succeededFuture();
    }

    @Override
    Authenticator result() {
      return made;
    }
  }

  private static final class Assertion extends Library<Long> {
    private final Passkey passkey;
    private long counter;

    Assertion(Passkey passkey) {
      this.passkey = passkey;
    }

    @Override
    public Future<List<Authenticator>> find(String user, String credential) {
      return Future.succeededFuture(
          passkey.credential().equals(credential)
              ? List.of(
                  new Authenticator()
                      .setCredID(passkey.credential())
                      .setPublicKey(passkey.publicKey())
                      .setCounter(passkey.counter())
                      .setAaguid(passkey.aaguid()))
              : List.of());
    }

    @Override
    public Future<Void> updateCounter(Authenticator used) {
      counter = used.getCounter();
      return Future.succeededFuture();
    }

    @Override
    Long result() {
      return counter;
    }
  }
}
