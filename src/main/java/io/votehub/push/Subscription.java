package io.votehub.push;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.outbound.OutboundUrl;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * What a voter's browser gave to be told by push. The endpoint is a capability: who knows it can
 * send to the browser, so it is never logged nor told to anybody.
 *
 * @param voter the voter's id
 * @param endpoint an address of the browser's push service
 * @param publicKey the browser's key (RFC 8291), an uncompressed point of P-256 in base64url
 * @param secret the secret that the browser shares with the hub, in base64url
 */
public record Subscription(String voter, String endpoint, String publicKey, String secret) {
  /** The greatest length of an endpoint, in characters; those of today have some 200. */
  static final int MAX_ENDPOINT = 1_000;

  private static final int KEY_BYTES = 65;
  private static final int SECRET_BYTES = 16;
  private static final int MAX_ENCODED = 120;
  private static final String ENDPOINT = "endpoint";
  private static final String KEYS = "keys";
  private static final String PUBLIC_KEY = "p256dh";
  private static final String SECRET = "auth";

  /**
   * Reads what the browser's {@code PushSubscription.toJSON()} gives.
   *
   * @throws Refusal {@code bad-request} that says what is wrong with it
   */
  static Subscription read(String voter, Map<String, Object> json, PushSettings settings) {
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of(ENDPOINT, KEYS, "expirationTime"));
    String endpoint = faults.text(json.get(ENDPOINT), "/endpoint", MAX_ENDPOINT);
    Map<?, ?> keys = json.get(KEYS) instanceof Map<?, ?> given ? given : Map.of();
    String publicKey = base64(keys.get(PUBLIC_KEY), "/keys/p256dh", KEY_BYTES, faults);
    String secret = base64(keys.get(SECRET), "/keys/auth", SECRET_BYTES, faults);
    faults.throwIfAny();
    if (!settings.allows(OutboundUrl.read("/endpoint", endpoint, false).host())) {
      throw Refusal.field("/endpoint", "Is of no push service that this hub sends to");
    }
    return new Subscription(voter, endpoint, publicKey, secret);
  }

  private static String base64(Object value, String at, int length, ValidationErrors faults) {
    if (value instanceof String text && text.length() <= MAX_ENCODED) {
      try {
        if (Base64.getUrlDecoder().decode(text).length == length) {
          return text;
        }
      } catch (IllegalArgumentException notBase64) {
        // As any other text that is none.
      }
    }
    faults.add(at, "Must be " + length + " bytes in base64url");
    return "";
  }

  /** The address to send to. */
  OutboundUrl url() {
    return OutboundUrl.read("/endpoint", endpoint, false);
  }

  byte[] publicKeyBytes() {
    return Base64.getUrlDecoder().decode(publicKey);
  }

  byte[] secretBytes() {
    return Base64.getUrlDecoder().decode(secret);
  }

  byte[] plain() {
    return Json.write(
            Map.of("voter", voter, ENDPOINT, endpoint, PUBLIC_KEY, publicKey, SECRET, secret))
        .getBytes(StandardCharsets.UTF_8);
  }

  static Subscription of(byte[] plain) {
    try {
      Map<String, Object> json = Json.readObject(new String(plain, StandardCharsets.UTF_8));
      return new Subscription(
          (String) json.get("voter"),
          (String) json.get(ENDPOINT),
          (String) json.get(PUBLIC_KEY),
          (String) json.get(SECRET));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable subscription", fault);
    }
  }
}
