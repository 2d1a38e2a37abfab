package io.votehub.limit;

import io.votehub.identity.AddressPrefix;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the senders of requests. The address is that of the connection, unless it belongs to a
 * trusted proxy: then it is the rightmost one in {@code X-Forwarded-For} that does not, because
 * every proxy appends to the right and clients can forge what is left of that. Thread-safe.
 *
 * <p>If no proxy is trusted and the connection comes from a private address, there may be an
 * unknown proxy whose address all clients would share: the sender then counts as unknown, which is
 * logged once. The same holds if a trusted proxy does not forward an address.
 */
public final class Senders {
  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

  /** Bounds the work for a forged header; no chain of proxies is that long. */
  private static final int MAX_HOPS = 32;

  private final List<Network> trusted;
  private final AtomicBoolean warned = new AtomicBoolean();

  public Senders(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * The sender of a request.
   *
   * @param peer the remote address of the connection; null if it is closed
   * @param connection identifies the connection
   * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in order
   */
  public Sender of(String peer, String connection, List<String> forwardedFor) {
    InetAddress address = peer == null ? null : Addresses.parse(peer);
    if (address == null) {
      return new Sender(AddressPrefix.NONE, false, connection);
    }
    if (isTrusted(address)) {
      InetAddress forwarded = forwarded(forwardedFor);
      return forwarded == null
          ? new Sender(AddressPrefix.of(peer), false, connection)
          : new Sender(AddressPrefix.of(forwarded.getHostAddress()), true, connection);
    }
    boolean maybeProxy = trusted.isEmpty() && Addresses.isPrivate(address);
    if (maybeProxy && warned.compareAndSet(false, true)) {
      LOG.warn(
          "Rate limits by address are off: requests come from {}, which may be a proxy, and"
              + " http.trusted-proxies is not set",
          peer);
    }
    return new Sender(AddressPrefix.of(peer), !maybeProxy, connection);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /** The rightmost untrusted address; null if there is none or the header is malformed. */
  private InetAddress forwarded(List<String> headers) {
    int hops = 0;
    for (int h = headers.size() - 1; h >= 0; h--) {
      String header = headers.get(h);
      int end = header.length();
      while (end >= 0) {
        int begin = header.lastIndexOf(',', end - 1) + 1;
        InetAddress next = Addresses.parse(host(header.substring(begin, end).strip()));
        if (next == null || ++hops > MAX_HOPS) {
          return null;
        }
        if (!isTrusted(next)) {
          return next;
        }
        end = begin - 1;
      }
    }
    return null;
  }

  /** Strips the port that some proxies add: {@code 192.0.2.7:4711}, {@code [2001:db8::7]:4711}. */
  private static String host(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? "" : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    boolean port = colon > 0 && text.indexOf(':', colon + 1) < 0;
    return port ? text.substring(0, colon) : text;
  }
}
