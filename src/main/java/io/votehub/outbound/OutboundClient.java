package io.votehub.outbound;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Posts to addresses that strangers chose. A name is resolved for each request, refused if any of
 * its addresses is not public, and connected to at the very address that was looked at; for TLS the
 * name stays, so that the certificate must be that of the name. Follows no redirects, gives no
 * bodies to anybody, and ends each request within {@value #WITHIN_MS} ms. Safe from any thread.
 */
public final class OutboundClient {
  /** The longest time that a request takes, in milliseconds. */
  public static final int WITHIN_MS = 15_000;

  private static final int CONNECT_WITHIN_MS = 10_000;
  private static final int MAX_CONNECTIONS = 128;

  /** Of an answer so much is read over, so that its connection can be used again. */
  private static final int MAX_READ_OVER = 16 << 10;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** Why a request was not answered, in words of the contract. */
  public static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswered(String problem) {
      super(problem, null, false, false);
    }

    public String problem() {
      return getMessage();
    }
  }

  /**
   * An answer, without its body.
   *
   * @param retryAfterMs for how long the receiver asked to be left alone
   */
  public record Answer(int status, OptionalLong retryAfterMs) {}

  private final HttpClient client;
  private final Predicate<InetAddress> allowed;
  private final Function<String, Future<List<InetAddress>>> names;
  private final boolean keepsConnections;

  /**
   * @param privateNetworks whether addresses that are not public are allowed, and plain http
   */
  public OutboundClient(Vertx vertx, boolean privateNetworks) {
    this(
        vertx,
        address -> privateNetworks || PublicAddresses.contains(address),
        new HttpClientOptions().setKeepAlive(false),
        resolver(vertx));
  }

  /**
   * A client for servers that get many requests, whose connections are used for several. Goes to
   * public addresses alone.
   */
  public static OutboundClient ofBusyServers(Vertx vertx) {
    return new OutboundClient(
        vertx,
        PublicAddresses::contains,
        new HttpClientOptions().setKeepAlive(true),
        resolver(vertx));
  }

  /**
   * @param allowed which addresses may be connected to
   * @param options the certificates that are trusted, and whether connections are kept
   * @param names resolves a name to all of its addresses
   */
  public OutboundClient(
      Vertx vertx,
      Predicate<InetAddress> allowed,
      HttpClientOptions options,
      Function<String, Future<List<InetAddress>>> names) {
    this.allowed = allowed;
    this.names = names;
    this.keepsConnections = options.isKeepAlive();
    client =
        vertx.createHttpClient(
            new HttpClientOptions(options)
                .setConnectTimeout(CONNECT_WITHIN_MS)
                .setSslHandshakeTimeout(CONNECT_WITHIN_MS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(2 * WITHIN_MS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  /** Resolves names as this machine does. */
  public static Function<String, Future<List<InetAddress>>> resolver(Vertx vertx) {
    return name ->
        ((VertxInternal) vertx)
            .nameResolver()
            .resolveAll(name)
            .map(found -> found.stream().map(InetSocketAddress::getAddress).toList());
  }

  /**
   * Posts a body. Fails with {@link Unanswered} if there is no answer.
   *
   * @param headers besides those that every request has
   */
  public Future<Answer> post(OutboundUrl url, MultiMap headers, Buffer body) {
    Exchange exchange = new Exchange(keepsConnections);
    return addresses(url)
        .map(this::chosen)
        .compose(address -> client.request(options(url, address, headers)))
        .compose(request -> exchange.send(request, body))
        .timeout(WITHIN_MS, TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              if (done.failed() || !keepsConnections) {
                exchange.end();
              }
            })
        .map(OutboundClient::answer)
        .recover(fault -> Future.failedFuture(new Unanswered(problem(fault))));
  }

  /** Takes what was answered even if the rest does not come. */
  private static Future<HttpClientResponse> readOver(HttpClientResponse response) {
    AtomicInteger read = new AtomicInteger();
    response.handler(
        part -> {
          if (read.addAndGet(part.length()) > MAX_READ_OVER) {
            response.request().connection().close();
          }
        });
    return response.end().otherwiseEmpty().map(response);
  }

  /** A request under way; may be ended before it has begun. */
  private static final class Exchange {
    private final boolean readsOver;
    private HttpClientRequest request;
    private boolean ended;

    private Exchange(boolean readsOver) {
      this.readsOver = readsOver;
    }

    private synchronized Future<HttpClientResponse> send(HttpClientRequest begun, Buffer body) {
      request = begun;
      if (ended) {
        end();
        return Future.failedFuture(new TimeoutException());
      }
      if (!readsOver) {
        return begun.send(body);
      }
      // Before the request goes out: on another thread than the connection's, the whole answer may
      // have come and gone before anybody reads it.
      Future<HttpClientResponse> answer = begun.response().compose(OutboundClient::readOver);
      return begun.send(body).compose(sent -> answer);
    }

    /** Whatever the receiver still sends is not read. */
    private synchronized void end() {
      ended = true;
      if (request != null) {
        request.connection().close();
      }
    }
  }

  private Future<List<InetAddress>> addresses(OutboundUrl url) {
    return url.address()
        .map(address -> Future.succeededFuture(List.of(address)))
        .orElseGet(() -> names.apply(url.host()));
  }

  private InetAddress chosen(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new Unanswered("no-such-host");
    }
    if (!addresses.stream().allMatch(allowed)) {
      throw new Unanswered("not-public");
    }
    return addresses.get(0);
  }

  private static RequestOptions options(OutboundUrl url, InetAddress address, MultiMap headers) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        // By its digits: an address that knows its name would be resolved once more.
        .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.tls())
        .setURI(url.path())
        .setFollowRedirects(false)
        .setHeaders(headers);
  }

  private static Answer answer(HttpClientResponse response) {
    return new Answer(response.statusCode(), retryAfterMs(response.getHeader("Retry-After")));
  }

  /** Seconds, or a date (RFC 9110, 10.2.3). */
  static OptionalLong retryAfterMs(String header) {
    if (header == null) {
      return OptionalLong.empty();
    }
    String text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return OptionalLong.of(TimeUnit.SECONDS.toMillis(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return OptionalLong.of(Math.max(0, then.toEpochMilli() - System.currentTimeMillis()));
    } catch (DateTimeParseException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static String problem(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof Unanswered known) {
        return known.problem();
      }
      if (each instanceof UnknownHostException) {
        return "no-such-host";
      }
      if (each instanceof SSLException) {
        return "certificate";
      }
      if (each instanceof TimeoutException) {
        return "timeout";
      }
    }
    return "unreachable";
  }

  public Future<Void> close() {
    return client.close();
  }
}
