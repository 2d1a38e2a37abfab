package io.votehub.session;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop that are no WebSockets. Each phase of one has an end: the head
 * of its first request, the body of each, the rest between two, and an answer that is not taken
 * (the last two by the server's own idle time-outs). Where there is no room for a new connection,
 * the one that was quiet for longest makes room, but never one whose request is being answered.
 */
public final class HttpConnections {
  /**
   * How long a connection may take.
   *
   * @param headMs until the head of its first request is whole
   * @param bodyMs from there until the body is, for each request
   */
  record Times(long headMs, long bodyMs) {
    /** A body may take a little longer than a call, so that its refusal comes first. */
    static final Times DEFAULT = new Times(10_000, 17_000);

    private static final int CHECKS = 10;

    long checkEveryMs() {
      return Math.max(1, Math.min(headMs, bodyMs) / CHECKS);
    }
  }

  /** A connection with its latest request, null until there is one. */
  private record Held(HttpServerRequest request, long since) {
    boolean receiving() {
      return request == null || !request.isEnded();
    }

    /** Whether nothing of its is being worked on. */
    boolean quiet() {
      return receiving() || request.response().ended();
    }

    boolean late(long now, Times times) {
      long within = request == null ? times.headMs : times.bodyMs;
      return receiving() && now - since > TimeUnit.MILLISECONDS.toNanos(within);
    }
  }

  private final Vertx vertx;
  private final ConnectionBudget budget;
  private final Times times;

  /** Ordered by when something was last heard. */
  private final Map<HttpConnection, Held> open = new LinkedHashMap<>();

  /** Those of them that are ending. */
  private final Set<HttpConnection> refused = new HashSet<>();

  private long timer = -1;

  public HttpConnections(Vertx vertx, ConnectionBudget budget) {
    this(vertx, budget, Times.DEFAULT);
  }

  HttpConnections(Vertx vertx, ConnectionBudget budget, Times times) {
    this.vertx = vertx;
    this.budget = budget;
    this.times = times;
  }

  /** Begins to look after connections; on the event loop that they belong to, as all of this. */
  public void start() {
    timer = vertx.setPeriodic(times.checkEveryMs(), tick -> sweep(System.nanoTime()));
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** A connection was accepted; it is closed where there is no room. */
  public void opened(HttpConnection connection) {
    while (!budget.take()) {
      budget.cutAsCrowded();
      if (!cutQuietest()) {
        cut(connection);
        return;
      }
    }
    open.put(connection, new Held(null, System.nanoTime()));
    connection.closeHandler(closed -> forget(connection));
  }

  /**
   * The head of a request has arrived.
   *
   * @return whether to answer it: what follows a refused one is no request
   */
  public boolean heard(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (refused.contains(connection)) {
      return false;
    }
    if (open.remove(connection) != null) {
      open.put(connection, new Held(request, System.nanoTime()));
    }
    return true;
  }

  /** A request was refused in a way that ends its connection. */
  void refused(HttpConnection connection) {
    if (open.containsKey(connection)) {
      refused.add(connection);
    }
  }

  /** It has closed, or is a WebSocket from now on. */
  void forget(HttpConnection connection) {
    if (open.remove(connection) != null) {
      refused.remove(connection);
      budget.giveBack();
    }
  }

  private boolean cutQuietest() {
    for (Map.Entry<HttpConnection, Held> each : open.entrySet()) {
      if (each.getValue().quiet()) {
        HttpConnection connection = each.getKey();
        forget(connection);
        cut(connection);
        return true;
      }
    }
    return false;
  }

  private void sweep(long now) {
    List<HttpConnection> late = new ArrayList<>();
    open.forEach(
        (connection, held) -> {
          if (held.late(now, times)) {
            late.add(connection);
          }
        });
    for (HttpConnection connection : late) {
      budget.cutAsLate();
      forget(connection);
      cut(connection);
    }
  }

  /** Vert.x's own close waits until everything is sent, and may do so for ever. */
  private static void cut(HttpConnection connection) {
    ((ConnectionBase) connection).channelHandlerContext().close();
  }
}
