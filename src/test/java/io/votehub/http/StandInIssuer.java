package io.votehub.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.votehub.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of OpenID Connect, and a Discord, that do what a test tells them to. */
public final class StandInIssuer implements AutoCloseable {
  public static final String CLIENT = "votehub";

  /** A key of a curve that nobody here knows. */
  private static final Map<String, Object> ODD =
      Map.of("kty", "EC", "crv", "P-999", "x", "AA", "y", "AA", "kid", "odd", "use", "sig");

  /** A secret that must not be taken for a key to sign with. */
  private static final Map<String, Object> SHARED =
      Map.of("kty", "oct", "k", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0", "alg", "HS256");

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private KeyPair published = keys();
  private KeyPair signing = published;

  /** What ID tokens say otherwise than they should. */
  final Map<String, Object> claims = new LinkedHashMap<>();

  String algorithm = "RS256";

  /** Whether it answers at all. */
  volatile boolean isAway;

  /** Whether people decline at its page. */
  public volatile boolean declines;

  /** How often tokens were asked for. */
  final AtomicInteger exchanges = new AtomicInteger();

  public StandInIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
    server.createContext("/.well-known/openid-configuration", each -> answer(each, metadata()));
    server.createContext(
        "/keys", each -> answer(each, Map.of("keys", List.of(ODD, SHARED, jwk()))));
    server.createContext("/authorize", this::authorize);
    server.createContext("/oauth2/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/api/oauth2/token", this::token);
    server.createContext(
        "/api/users/@me",
        each ->
            answer(
                each,
                each.getRequestHeaders().getFirst("Authorization").equals("Bearer opaque")
                    ? Map.of("id", "80351110224678912", "username", "nelly")
                    : Map.of("message", "401: Unauthorized")));
    server.start();
  }

  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }

  /** As it was at first. */
  void behave() {
    claims.clear();
    algorithm = "RS256";
    isAway = false;
    signing = published;
  }

  /** Signs with a key that it does not publish. */
  void changeKey() {
    signing = keys();
  }

  /** Publishes the key with which it signs. */
  void publishKey() {
    published = signing;
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "issuer", address(),
        "authorization_endpoint", address() + "/authorize",
        "token_endpoint", address() + "/token",
        "jwks_uri", address() + "/keys",
        "authorization_response_iss_parameter_supported", true);
  }

  private Map<String, Object> jwk() {
    RSAPublicKey key = (RSAPublicKey) published.getPublic();
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        kid(published),
        "n",
        number(key.getModulus()),
        "e",
        number(key.getPublicExponent()));
  }

  private static String kid(KeyPair keys) {
    return "key" + Arrays.hashCode(keys.getPublic().getEncoded());
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return text(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The owner agrees: a code for the request in an address. */
  String code(Map<String, String> request) {
    String code = UUID.randomUUID().toString();
    codes.put(code, request);
    return code;
  }

  /** Sends the browser back at once. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = query(exchange.getRequestURI().getRawQuery());
    String answer = declines ? "error=access_denied" : "code=" + code(request);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            request.get("redirect_uri")
                + "?"
                + answer
                + "&iss="
                + address()
                + "&state="
                + request.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    Map<String, String> form =
        query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> request = codes.remove(form.getOrDefault("code", ""));
    boolean fits =
        request != null
            && request.get("redirect_uri").equals(form.get("redirect_uri"))
            && request.get("code_challenge").equals(s256(form.get("code_verifier")));
    if (!fits) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("access_token", "opaque");
    tokens.put("token_type", "Bearer");
    tokens.put("expires_in", 3600);
    if (request.getOrDefault("scope", "").contains("openid")) {
      tokens.put("id_token", idToken(request.get("nonce")));
    }
    answer(exchange, tokens);
  }

  private String idToken(String nonce) {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("iss", address());
    all.put("sub", "grace");
    all.put("aud", CLIENT);
    all.put("iat", now);
    all.put("exp", now + 300);
    all.put("nonce", nonce);
    all.putAll(claims);
    String head = Json.write(Map.of("alg", algorithm, "typ", "JWT", "kid", kid(signing)));
    String signed =
        text(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + text(Json.write(all).getBytes(StandardCharsets.UTF_8));
    return signed + "." + (algorithm.equals("none") ? "" : sign(signed));
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signing.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text(signature.sign());
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }

  private static String s256(String verifier) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return text(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }

  /** The parameters of a query or a form. */
  static Map<String, String> query(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      all.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return all;
  }

  private void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
    answer(exchange, isAway ? 502 : 200, json);
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
