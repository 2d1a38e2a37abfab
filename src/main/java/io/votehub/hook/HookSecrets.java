package io.votehub.hook;

import io.votehub.identity.HmacSha256;
import io.votehub.identity.HubKey;
import io.votehub.identity.SealedText;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets with which requests to endpoints are signed, HMAC-SHA256 as Standard Webhooks says.
 * They are encrypted under a key that is derived from the hub's. Thread-safe.
 */
final class HookSecrets {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final SealedText texts = new SealedText();
  private final SecureRandom random = new SecureRandom();
  private final byte[] key;

  HookSecrets(HubKey hub) {
    key = hub.derive("votehub webhook secrets");
  }

  /** A new secret, encrypted. */
  String create(String endpoint) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return texts.seal(key, endpoint, secret);
  }

  /** The secret as its owner sees it. */
  String show(String endpoint, String sealed) {
    return PREFIX + Base64.getEncoder().encodeToString(texts.open(key, endpoint, sealed));
  }

  /**
   * The signatures of a request, one for each secret of the endpoint that is in use.
   *
   * @param timestamp seconds since the epoch
   */
  String sign(Endpoint endpoint, String id, long timestamp, String body, long now) {
    String text = id + '.' + timestamp + '.' + body;
    String signed = sign(endpoint.id(), endpoint.secret(), text);
    return endpoint.oldUntil() > now
        ? signed + ' ' + sign(endpoint.id(), endpoint.oldSecret(), text)
        : signed;
  }

  private String sign(String endpoint, String sealed, String text) {
    byte[] mac = new HmacSha256(texts.open(key, endpoint, sealed)).of(text);
    return "v1," + Base64.getEncoder().encodeToString(mac);
  }
}
