package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.votehub.accounts.Accounts;
import io.votehub.config.Config;
import io.votehub.hook.Webhooks;
import io.votehub.http.EarlyResponses;
import io.votehub.http.HttpParts;
import io.votehub.http.HttpRouter;
import io.votehub.http.HttpSettings;
import io.votehub.http.LiveEvents;
import io.votehub.http.Pages;
import io.votehub.http.RequestMeters;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.image.Images;
import io.votehub.limit.LimitOverrides;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters;
import io.votehub.limit.ProofOfWork;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Senders;
import io.votehub.ops.Metrics;
import io.votehub.push.Subscriptions;
import io.votehub.rehearse.Rehearsals;
import io.votehub.room.Moderator;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.OwnClients;
import io.votehub.session.ReactionLimiter;
import io.votehub.session.SessionLimits;
import io.votehub.session.SessionMeters;
import io.votehub.session.SessionParts;
import io.votehub.session.SessionServer;
import io.votehub.session.SessionTimes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The servers for clients, HTTP and WebSocket on one port, one server for each event loop. They
 * share the limits on what clients may do, the budget of connections, and the security log, which
 * the owner starts and stops.
 */
final class ClientServers {
  /** A hub that connects to itself is no proxy that ought to be trusted. */
  private static final List<Network> ANY_NETWORK =
      Stream.of("0.0.0.0/0", "::/0").map(Network::parse).flatMap(Optional::stream).toList();

  private final HubParts parts;
  private final SessionMeters sessionMeters;
  private final RequestLimits requests;
  private final NewVoters newVoters;
  private final SecurityLog securityLog;
  private final SessionParts sessions;
  private final Optional<OwnClients> own;
  private final SessionServer.Front front;
  private final ConnectionBudget budget;
  private final Optional<ServerTls> tls;
  private final Optional<Accounts> accounts;
  private final Optional<Subscriptions> subscriptions;
  private final List<SessionServer> servers = new ArrayList<>();

  /**
   * @param rehearsals those that presenters start
   * @param key signs tokens and receipts
   * @param operations adds the health and metrics routes to the router of each event loop
   * @param tls the certificate; empty to serve plain HTTP
   * @param accounts empty where accounts are off
   * @param subscriptions who is told by push; empty where nobody is
   */
  ClientServers(
      HubParts parts,
      SessionMeters sessionMeters,
      Rehearsals rehearsals,
      HubKey key,
      Pages pages,
      Consumer<Router> operations,
      Optional<ServerTls> tls,
      Optional<Accounts> accounts,
      Optional<Subscriptions> subscriptions) {
    this.parts = parts;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
    this.sessionMeters = sessionMeters;
    this.tls = tls;
    securityLog = new SecurityLog(key, parts.config().log().addresses());
    requests = requestLimits(parts, key);
    newVoters = newVoters(parts, key);
    accounts.ifPresent(this::followOperators);
    Tokens tokens = new Tokens(parts.vertx(), key);
    sessions = sessions(key, tokens, sessionMeters, requests, newVoters);
    own =
        parts.config().syntheticIntervalMs() == 0
            ? Optional.empty()
            : Optional.of(ownClients(key, tokens));
    front = front(httpParts(key, tokens, rehearsals), pages, operations);
    budget = budget();
  }

  /** Records refused and privileged requests. */
  SecurityLog securityLog() {
    return securityLog;
  }

  /** The server that was created first. */
  SessionServer first() {
    return servers.get(0);
  }

  private static RequestLimits requestLimits(HubParts parts, HubKey key) {
    Senders senders = new Senders(parts.config().http().trustedProxies());
    Config.Limits limits = parts.config().limits();
    RequestLimits.Settings settings =
        new RequestLimits.Settings(
            limits.enabled(), parts.config().rooms().perMinute(), limits.rates());
    return parts
        .backend()
        .counters()
        .map(redis -> new RequestLimits(senders, settings, parts.registry(), redis, key))
        .orElseGet(() -> new RequestLimits(senders, settings, parts.registry()));
  }

  private NewVoters newVoters(HubParts parts, HubKey key) {
    Config.Challenge challenge = parts.config().limits().challenge();
    return new NewVoters(
        parts.vertx(),
        requests,
        challenge.mode(),
        new ProofOfWork(key, challenge.difficulty(), requests.proofs(), InstantSource.system()),
        securityLog);
  }

  private void followOperators(Accounts open) {
    open.limitChanges().follow(changes -> LimitOverrides.apply(changes, requests, newVoters));
    open.refusals().collect(securityLog.prefixes()::drain);
  }

  private HttpSettings httpSettings() {
    HttpSettings defaults = HttpSettings.DEFAULT;
    return new HttpSettings(
        parts.config().publicUrl(),
        parts.config().rooms().open(),
        defaults.maxBodyBytes(),
        defaults.requestTimeoutMs(),
        parts.config().http().origins(),
        parts.config().http().embed(),
        parts.config().http().hstsSubdomains());
  }

  private HttpParts httpParts(HubKey key, Tokens tokens, Rehearsals rehearsals) {
    return new HttpParts(
        parts.vertx(),
        parts.rooms(),
        parts.polls(),
        new Moderator(parts.counting(), parts.polls()),
        parts.backend().fanout(),
        parts.methods(),
        tokens,
        () -> new ReceiptSigner(key),
        Ids::random,
        parts.backend().clock(),
        parts.config().http().eventLoops(),
        parts.memory(),
        httpSettings(),
        requests,
        newVoters,
        securityLog,
        new RequestMeters(parts.registry()),
        parts.follower(),
        accounts,
        rehearsals,
        new Images(parts.vertx(), parts.backend().store(), parts.registry()),
        new Webhooks(parts.hooks(), parts.backend().ledger(), key, parts.config().privateHooks()),
        parts.log(),
        subscriptions);
  }

  /** With meters and limits of their own, so that they take from nobody and count nowhere. */
  private OwnClients ownClients(HubKey key, Tokens tokens) {
    MeterRegistry apart = Metrics.unread();
    RequestLimits unlimited =
        new RequestLimits(
            new Senders(ANY_NETWORK),
            new RequestLimits.Settings(false, parts.config().rooms().perMinute(), Map.of()),
            apart);
    NewVoters anybody =
        new NewVoters(
            parts.vertx(),
            unlimited,
            NewVoters.ChallengeMode.OFF,
            new ProofOfWork(
                key,
                parts.config().limits().challenge().difficulty(),
                unlimited.proofs(),
                InstantSource.system()),
            securityLog);
    return new OwnClients(
        Ids.random() + Ids.random(),
        sessions(key, tokens, new SessionMeters(apart), unlimited, anybody));
  }

  /** The connections that the instance makes to itself; empty where it makes none. */
  Optional<OwnClients> own() {
    return own;
  }

  private SessionParts sessions(
      HubKey key, Tokens tokens, SessionMeters meters, RequestLimits limited, NewVoters admitted) {
    Config.Limits limits = parts.config().limits();
    SessionLimits bounds =
        new SessionLimits(
            limits.connections(),
            limits.votesInFlight(),
            limits.messagesPerSecond(),
            limits.votesPerSecond() > 0,
            limits.slowReceiverMs(),
            parts.config().http().origins(),
            parts.config().publicUrl(),
            new SessionTimes(
                parts.config().sockets().joinTimeoutMs(),
                parts.config().sockets().pingIntervalMs()),
            subscriptions.map(Subscriptions::applicationServerKey));
    return new SessionParts(
        parts.backend().fanout(),
        parts.methods(),
        tokens,
        Ids::random,
        () -> new ReceiptSigner(key),
        parts.backend().clock(),
        bounds,
        meters,
        parts.config().http().eventLoops(),
        parts.memory(),
        limited,
        admitted,
        parts.config().redis().isEmpty(),
        securityLog,
        parts.follower(),
        accounts.map(AccountSockets::new),
        new ReactionLimiter());
  }

  private ConnectionBudget budget() {
    return new ConnectionBudget(
        "main",
        parts.config().sockets().httpConnections(),
        ConnectionBudget.freeDescriptors() - parts.pending().limit(),
        sessionMeters::connections,
        parts.registry());
  }

  private static SessionServer.Front front(
      HttpParts http, Pages pages, Consumer<Router> operations) {
    EarlyResponses early = new EarlyResponses(http.settings().securityHeaders());
    return new SessionServer.Front(
        (loop, streams) -> router(http, pages, streams::open, operations),
        early::unreadable,
        early::reject);
  }

  /** The server of another event loop, to be deployed. */
  SessionServer create() {
    SessionServer.Listening at =
        new SessionServer.Listening(
            parts.config().http().host(),
            parts.config().http().port(),
            parts.config().sockets().maxHeaderBytes(),
            tls.map(ServerTls::options));
    SessionServer server = new SessionServer(sessions, at, front, budget, parts.pending(), own);
    servers.add(server);
    return server;
  }

  private static Handler<HttpServerRequest> router(
      HttpParts http, Pages pages, LiveEvents live, Consumer<Router> operations) {
    Router router = HttpRouter.create(http, pages, live);
    operations.accept(router);
    return router;
  }
}
