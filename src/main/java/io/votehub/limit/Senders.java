package io.votehub.limit;

import io.votehub.identity.AddressPrefix;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who sends. The address is the connection's own, unless that is one of the trusted proxies:
 * then it is the last one in {@code X-Forwarded-For} that is not a trusted proxy, because each
 * proxy adds to the right, and what stands to the left of that anybody may have written. Safe from
 * any thread.
 *
 * <p>Where no proxy is trusted and the connection comes from a private address, there may be a
 * proxy that nobody told us of, and all the world would have its address: then the sender has none,
 * and the log says so once. It has none either where a trusted proxy does not say for whom it
 * sends.
 */
public final class Senders {
  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

  /** More than that is not read: no chain of proxies is so long. */
  private static final int MOST_HOPS = 32;

  private final List<Network> trusted;
  private final AtomicBoolean warned = new AtomicBoolean();

  public Senders(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Who sends by a connection.
   *
   * @param peer the address of its other end; null where it has none
   * @param connection names the connection
   * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in their order
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
    boolean doubtful = trusted.isEmpty() && Addresses.isPrivate(address);
    if (doubtful && warned.compareAndSet(false, true)) {
      LOG.warn(
          "Limits by address are off: requests come from {}, where a proxy may be, and"
              + " http.trusted-proxies is not set",
          peer);
    }
    return new Sender(AddressPrefix.of(peer), !doubtful, connection);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /** The first from the right that is not trusted; null where there is none that can be read. */
  private InetAddress forwarded(List<String> headers) {
    int hops = 0;
    for (int h = headers.size() - 1; h >= 0; h--) {
      String header = headers.get(h);
      int end = header.length();
      while (end >= 0) {
        int begin = header.lastIndexOf(',', end - 1) + 1;
        InetAddress next = Addresses.parse(host(header.substring(begin, end).strip()));
        if (next == null || ++hops > MOST_HOPS) {
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

  /** Some proxies add the port: {@code 192.0.2.7:4711}, {@code [2001:db8::7]:4711}. */
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
