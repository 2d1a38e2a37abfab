package io.votehub.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.votehub.accounts.Accounts;
import java.util.Optional;

/**
 * The routes of the API and the pages. They are the same as in {@code docs/openapi.yaml}; a test
 * compares them.
 *
 * <p>Callers may add further routes, such as health checks, to the router.
 */
public final class HttpRouter {
  private HttpRouter() {}

  /** Creates a router; to be called on the event loop that will use it. */
  public static Router create(HttpParts parts, Pages pages, LiveEvents live) {
    Router router = Router.router(parts.vertx());
    RequestLimiter limiter = new RequestLimiter(parts);
    Optional<AccountGate> gate = parts.accounts().map(accounts -> gate(accounts, parts));
    Optional<ApiKeyGate> apiKeys =
        gate.map(guard -> new ApiKeyGate(parts.accounts().orElseThrow(), guard));
    RequestAuthorizer authorizer = new RequestAuthorizer(parts, limiter, apiKeys);
    AuditTrail trail = new AuditTrail(gate, parts.accounts());
    RouteTable table = new RouteTable(router, authorizer, parts);
    handleFirst(router, parts, limiter);

    RoomPaths rooms = new RoomPaths(table, authorizer, parts.memory().bodies());
    rooms.rooms(
        new RoomRoutes(parts, authorizer, limiter, gate, apiKeys, trail),
        new RoomFileRoutes(parts));
    rooms.keys(new KeyRoutes(parts, trail));
    rooms.webhooks(new WebhookRoutes(parts, trail));
    rooms.admission(new AdmissionRoutes(parts, trail));
    rooms.choices(new WordRoutes(parts), new ReactionRoutes(parts), new EmbedRoutes(parts));
    rooms.players(new PlayerRoutes(parts));
    parts.subscriptions().ifPresent(known -> rooms.push(new PushRoutes(limiter, known)));
    rooms.leaderboard(new LeaderboardRoutes(parts));
    rooms.agenda(new AgendaRoutes(parts));
    rooms.rehearsal(new RehearsalRoutes(parts));
    rooms.electorates(new ElectorateRoutes(parts, trail), new ReportRoutes(parts));
    rooms.mails(new MemberMailRoutes(parts, trail));
    rooms.results(new RoomResultRoutes(parts), new RoomReportRoutes(parts));
    rooms.images(new ImageRoutes(parts));
    rooms.events(new EventRoutes(authorizer, live));

    PollPaths polls = new PollPaths(table, authorizer);
    QuestionRoutes questions = new QuestionRoutes(parts, authorizer);
    polls.polls(new PollRoutes(parts, authorizer, questions), questions);
    polls.ballots(new BallotRoutes(parts), new ResultRoutes(parts, authorizer));
    polls.afterwards(new CompareRoutes(parts, authorizer), new ReplayRoutes(parts, authorizer));
    polls.proofs(new ProofRoutes(parts, authorizer));
    log(table, new LogRoutes(parts.log()));
    gate.ifPresent(
        guard -> {
          AccountPaths accounts =
              new AccountPaths(table, parts, limiter, guard, apiKeys.orElseThrow());
          accounts.accounts();
          accounts.people(trail);
        });
    table.rejectOtherMethods();

    RoomLookup lookup = new RoomLookup(parts.rooms(), limiter);
    pages.serve(router, lookup, gate.isPresent());
    pages.serveEmbedded(router, lookup, parts.settings().embed());
    return router;
  }

  /** What comes before every call. */
  private static void handleFirst(Router router, HttpParts parts, RequestLimiter limiter) {
    Problems.handle(router);
    router
        .route()
        .handler(
            new RequestGate(
                parts.vertx(),
                parts.settings().requestTimeoutMs(),
                parts.settings().securityHeaders(),
                parts.meters(),
                parts.follower().tracing()));
    router.route("/api/*").handler(limiter);
    router.route("/api/*").handler(new CrossOrigin(parts.settings().origins(), parts.security()));
  }

  private static AccountGate gate(Accounts accounts, HttpParts parts) {
    return new AccountGate(accounts, parts.settings().publicUrl(), parts.security());
  }

  private static void log(RouteTable table, LogRoutes log) {
    table.call(HttpMethod.GET, "/log/checkpoint", log::checkpoint);
    table.call(HttpMethod.GET, "/log/tile/*", log::tile);
    table.call(HttpMethod.GET, "/api/v1/log/consistency", log::consistency);
  }
}
