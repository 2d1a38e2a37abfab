package io.votehub.accounts;

import io.votehub.people.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser is told to ask of an authenticator, as JSON: the {@code publicKey} of its calls
 * {@code create} and {@code get}. The authenticator must verify its user, and attests nothing.
 */
final class PasskeyOptions {
  /** What passkeys are kept for, as authenticators show it. */
  static final String HUB = "Votehub";

  /** What browsers make keys for: ECDSA with P-256, RSA; the first is preferred. */
  private static final List<Integer> ALGORITHMS = List.of(-7, -257);

  private static final String CHALLENGE = "challenge";
  private static final String TIMEOUT = "timeout";

  private final String domain;
  private final String challenge;
  private final long timeoutMs;

  /**
   * @param domain the RP ID
   * @param challenge what is to be signed, base64url
   * @param timeoutMs how long it is valid
   */
  PasskeyOptions(String domain, String challenge, long timeoutMs) {
    this.domain = domain;
    this.challenge = challenge;
    this.timeoutMs = timeoutMs;
  }

  /**
   * For a new passkey of an account.
   *
   * @param mail tells accounts of one person apart
   * @param name how the person is called
   * @param known those it has, none of which is to be replaced
   */
  Map<String, Object> toCreate(Account account, String mail, String name, List<Passkey> known) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("rp", Map.of("id", domain, "name", HUB));
    options.put("user", Map.of("id", handle(account), "name", mail, "displayName", name));
    options.put(CHALLENGE, challenge);
    options.put(
        "pubKeyCredParams",
        ALGORITHMS.stream().map(each -> Map.of("type", "public-key", "alg", each)).toList());
    options.put(TIMEOUT, timeoutMs);
    options.put("excludeCredentials", descriptors(known));
    options.put(
        "authenticatorSelection",
        Map.of(
            "residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
    options.put("attestation", "none");
    return options;
  }

  /**
   * For the use of a passkey.
   *
   * @param known those of which it must be one; empty for any that the browser has for this hub
   */
  Map<String, Object> toUse(List<Passkey> known) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(CHALLENGE, challenge);
    options.put(TIMEOUT, timeoutMs);
    options.put("rpId", domain);
    options.put("userVerification", "required");
    options.put("allowCredentials", descriptors(known));
    return options;
  }

  /** How authenticators know an account: its random id. */
  static String handle(Account account) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(account.id().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Map<String, Object>> descriptors(List<Passkey> passkeys) {
    return passkeys.stream()
        .map(each -> Map.<String, Object>of("type", "public-key", "id", each.credential()))
        .toList();
  }
}
