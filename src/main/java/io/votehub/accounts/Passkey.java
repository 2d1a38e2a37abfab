package io.votehub.accounts;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A passkey of an account.
 *
 * @param id names it in lists, proves nothing: the SHA-256 of the credential's id
 * @param credential the credential's id, base64url
 * @param publicKey a COSE key, base64url
 * @param counter how often it has signed, as it says itself; always 0 with those that are synced
 * @param aaguid the model of the authenticator, if it told
 * @param name given by the owner
 * @param createdAt UTC milliseconds since the epoch
 * @param usedAt when it was last used; the same as {@code createdAt} if never
 */
public record Passkey(
    String id,
    String credential,
    String publicKey,
    long counter,
    String aaguid,
    String name,
    long createdAt,
    long usedAt) {

  Passkey named(String now) {
    return new Passkey(id, credential, publicKey, counter, aaguid, now, createdAt, usedAt);
  }

  Passkey used(long newCounter, long now) {
    return new Passkey(id, credential, publicKey, newCounter, aaguid, name, createdAt, now);
  }

  /** The form in which it is encrypted and stored. */
  String text() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("credential", credential);
    json.put("publicKey", publicKey);
    json.put("counter", counter);
    json.put("aaguid", aaguid);
    json.put("name", name);
    json.put("createdAt", createdAt);
    json.put("usedAt", usedAt);
    return Json.write(json);
  }

  static Passkey read(String text) {
    try {
      Map<String, Object> json = Json.readObject(text);
      return new Passkey(
          (String) json.get("id"),
          (String) json.get("credential"),
          (String) json.get("publicKey"),
          ((Number) json.get("counter")).longValue(),
          (String) json.get("aaguid"),
          (String) json.get("name"),
          ((Number) json.get("createdAt")).longValue(),
          ((Number) json.get("usedAt")).longValue());
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored passkey cannot be read", fault);
    }
  }
}
