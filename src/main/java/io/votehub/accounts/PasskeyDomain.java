package io.votehub.accounts;

import io.votehub.identity.WebOrigin;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which browsers keep passkeys for this hub (the RP ID of WebAuthn): the host of its
 * public address, or {@code localhost} where it has none.
 */
final class PasskeyDomain {
  private static final String LOCALHOST = "localhost";
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final Optional<String> publicUrl;

  PasskeyDomain(Optional<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * The domain for a visitor. Empty where browsers would refuse: without https, or where the
   * address has no name.
   */
  Optional<String> of(Visitor visitor) {
    URI address = URI.create(publicUrl.orElse(visitor.address()));
    String host = address.getHost();
    boolean isLocal = LOCALHOST.equals(host);
    boolean isSafe = "https".equals(address.getScheme()) && publicUrl.isPresent();
    return Optional.ofNullable(host)
        .filter(name -> isLocal || (isSafe && !ADDRESS.matcher(name).matches()));
  }

  /** The same; fails with {@code forbidden} where it is empty. */
  String require(Visitor visitor) {
    return of(visitor)
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "Passkeys need https and a host name: set public.url to the hub's https"
                        + " address"));
  }

  /** The origin of the pages that the visitor sees, which what is signed must name. */
  static String origin(Visitor visitor) {
    return WebOrigin.normal(visitor.address());
  }
}
