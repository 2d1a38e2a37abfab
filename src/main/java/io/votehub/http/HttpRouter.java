package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.image.Images;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.RoomRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The routes of the API and the pages. They are the same as in {@code docs/openapi.yaml}; a test
 * compares them.
 *
 * <p>Callers may add further routes, such as health checks, to the router.
 */
public final class HttpRouter {
  private static final String ACCOUNT = "/api/v1/account";
  private static final String SESSION = "/api/v1/session";
  private static final String ADMIN = "/api/v1/admin";
  private static final String AUTH = "/api/v1/auth";
  private static final String ROOMS = "/api/v1/rooms";
  private static final String ROOM = ROOMS + "/:code";
  private static final String POLLS = ROOM + "/polls";
  private static final String POLL = POLLS + "/:poll";

  private final Router router;
  private final RequestLimiter limiter;
  private final Optional<AccountGate> gate;
  private final Optional<ApiKeyGate> apiKeys;
  private final RequestAuthorizer authorizer;
  private final BodyReader bodies;
  private final BodyReader memberLists;
  private final BodyReader imageFiles;
  private final BodyReader roomFiles;
  private final MemoryShare responseMemory;

  /** The methods of each path, for the Allow header of a 405. */
  private final Map<String, List<String>> methods = new LinkedHashMap<>();

  private HttpRouter(HttpParts parts) {
    router = Router.router(parts.vertx());
    responseMemory = parts.memory().answers();
    limiter = new RequestLimiter(parts);
    gate = parts.accounts().map(accounts -> gate(accounts, parts));
    apiKeys = gate.map(guard -> new ApiKeyGate(parts.accounts().orElseThrow(), guard));
    authorizer = new RequestAuthorizer(parts, limiter, apiKeys);
    bodies = new BodyReader(parts.settings().maxBodyBytes(), parts.memory().bodies());
    roomFiles = new BodyReader(RoomFileRoutes.MAX_BODY_BYTES, parts.memory().bodies());
    imageFiles = new BodyReader(Images.MAX_FILE_BYTES, parts.memory().bodies());
    memberLists = new BodyReader(ElectorateRoutes.MAX_BODY_BYTES, parts.memory().bodies());
  }

  /** Creates a router; to be called on the event loop that will use it. */
  public static Router create(HttpParts parts, Pages pages, LiveEvents live) {
    HttpRouter http = new HttpRouter(parts);
    Problems.handle(http.router);
    http.router
        .route()
        .handler(
            new RequestGate(
                parts.vertx(),
                parts.settings().requestTimeoutMs(),
                parts.settings().securityHeaders(),
                parts.meters(),
                parts.follower().tracing()));
    http.router.route("/api/*").handler(http.limiter);
    http.router
        .route("/api/*")
        .handler(new CrossOrigin(parts.settings().origins(), parts.security()));
    Optional<AccountGate> gate = http.gate;
    AuditTrail trail = new AuditTrail(gate, parts.accounts());
    http.rooms(
        new RoomRoutes(parts, http.authorizer, http.limiter, gate, http.apiKeys, trail),
        new RoomFileRoutes(parts));
    http.keys(new KeyRoutes(parts, trail));
    http.webhooks(new WebhookRoutes(parts, trail));
    http.admission(new AdmissionRoutes(parts, trail));
    http.call(HttpMethod.PUT, ROOM + "/word-rules", http.presenter(new WordRoutes(parts)::change));
    http.call(
        HttpMethod.PUT, ROOM + "/reactions", http.presenter(new ReactionRoutes(parts)::change));
    http.call(HttpMethod.PUT, ROOM + "/embed", http.presenter(new EmbedRoutes(parts)::change));
    http.players(new PlayerRoutes(parts));
    parts.subscriptions().ifPresent(known -> http.push(new PushRoutes(http.limiter, known)));
    http.call(
        HttpMethod.GET, ROOM + "/leaderboard", http.presenter(new LeaderboardRoutes(parts)::show));
    http.agenda(new AgendaRoutes(parts));
    http.rehearsal(new RehearsalRoutes(parts));
    http.electorates(new ElectorateRoutes(parts, trail), new ReportRoutes(parts));
    http.mails(new MemberMailRoutes(parts, trail));
    QuestionRoutes questions = new QuestionRoutes(parts, http.authorizer);
    http.polls(new PollRoutes(parts, http.authorizer, questions), questions);
    http.ballots(new BallotRoutes(parts), new ResultRoutes(parts, http.authorizer));
    http.call(
        HttpMethod.GET,
        POLL + "/compare",
        http.anyone(new CompareRoutes(parts, http.authorizer)::show));
    http.replay(new ReplayRoutes(parts, http.authorizer));
    http.results(new RoomResultRoutes(parts), new RoomReportRoutes(parts));
    http.log(new LogRoutes(parts.log()));
    http.proofs(new ProofRoutes(parts, http.authorizer));
    http.images(new ImageRoutes(parts));
    http.events(new EventRoutes(http.authorizer, live));
    gate.ifPresent(guard -> http.accounts(parts.accounts().orElseThrow(), guard, parts));
    gate.ifPresent(guard -> http.people(parts, guard, trail));
    http.methods.forEach(http::rejectOtherMethods);
    RoomLookup lookup = new RoomLookup(parts.rooms(), http.limiter);
    pages.serve(http.router, lookup, gate.isPresent());
    pages.serveEmbedded(http.router, lookup, parts.settings().embed());
    return http.router;
  }

  private static AccountGate gate(Accounts accounts, HttpParts parts) {
    return new AccountGate(accounts, parts.settings().publicUrl(), parts.security());
  }

  private void accounts(Accounts accounts, AccountGate gate, HttpParts parts) {
    SessionRoutes sessions = new SessionRoutes(accounts, gate, parts, limiter);
    AccountRoutes account = new AccountRoutes(accounts, gate, parts, limiter);
    // Before the gate: it tells why the others are refused.
    call(HttpMethod.GET, SESSION, sessions::show);
    for (String guarded :
        List.of(SESSION, SESSION + "/*", ACCOUNT, ACCOUNT + "/*", ROOM + "/claim")) {
      router.route(guarded).handler(gate);
    }
    router.route(ACCOUNT).handler(ctx -> limit(gate, ctx, limiter::account));
    router.route(ACCOUNT + "/*").handler(ctx -> limit(gate, ctx, limiter::account));
    call(HttpMethod.POST, SESSION, sessions::signIn);
    call(HttpMethod.DELETE, SESSION, sessions::signOut);
    call(HttpMethod.POST, SESSION + "/second", sessions::second);
    call(HttpMethod.POST, ACCOUNT, account::register);
    call(HttpMethod.GET, ACCOUNT, account::show);
    call(HttpMethod.POST, ACCOUNT + "/confirm", account::confirm);
    call(HttpMethod.POST, ACCOUNT + "/reset", account::askForReset);
    call(HttpMethod.PUT, ACCOUNT + "/reset", account::reset);
    call(HttpMethod.PUT, ACCOUNT + "/password", account::changePassword);
    call(HttpMethod.POST, ACCOUNT + "/totp", account::beginTotp);
    call(HttpMethod.PUT, ACCOUNT + "/totp", account::confirmTotp);
    call(HttpMethod.DELETE, ACCOUNT + "/totp", account::removeTotp);
    call(HttpMethod.POST, ACCOUNT + "/totp/recovery", account::newRecoveryCodes);
    passkeys(new PasskeyRoutes(accounts, gate, sessions, parts, limiter));
    router.route(AUTH + "/*").handler(gate);
    providers(new ProviderRoutes(accounts, gate, sessions, parts, limiter));
    call(HttpMethod.DELETE, ACCOUNT + "/sessions/:session", account::endSession);
    accountData(new AccountDataRoutes(accounts, gate, parts, limiter));
    ApiKeyRoutes keys = new ApiKeyRoutes(accounts.apiKeys(), gate);
    call(HttpMethod.GET, ACCOUNT + "/keys", keys::list);
    call(HttpMethod.POST, ACCOUNT + "/keys", keys::add);
    call(HttpMethod.DELETE, ACCOUNT + "/keys/:key", keys::revoke);
    call(HttpMethod.POST, ROOM + "/claim", atLeast(RoomRole.OWNER, account::claim));
  }

  private void accountData(AccountDataRoutes data) {
    methods.put(ACCOUNT + "/export", List.of("GET"));
    router.get(ACCOUNT + "/export").handler(ctx -> data.export(ctx).onFailure(ctx::fail));
    call(HttpMethod.DELETE, ACCOUNT, data::erase);
    call(HttpMethod.POST, ACCOUNT + "/mail", data::changeMail);
    call(HttpMethod.PUT, ACCOUNT + "/mail", data::confirmMail);
    call(HttpMethod.PUT, ACCOUNT + "/mail/undo", data::undoMail);
    call(HttpMethod.POST, ACCOUNT + "/invitations", data::invite);
  }

  private void people(HttpParts parts, AccountGate guard, AuditTrail trail) {
    Accounts accounts = parts.accounts().orElseThrow();
    PeopleRoutes people = new PeopleRoutes(parts, accounts, guard, trail);
    call(HttpMethod.GET, ROOM + "/people", atLeast(RoomRole.OWNER, people::list));
    call(HttpMethod.POST, ROOM + "/people", atLeast(RoomRole.OWNER, people::invite));
    call(HttpMethod.PATCH, ROOM + "/people/:person", atLeast(RoomRole.OWNER, people::change));
    call(HttpMethod.DELETE, ROOM + "/people/:person", atLeast(RoomRole.OWNER, people::remove));
    call(HttpMethod.GET, ACCOUNT + "/roles", people::own);
    call(HttpMethod.POST, ACCOUNT + "/roles/:invitation", people::accept);
    call(HttpMethod.DELETE, ACCOUNT + "/roles/:invitation", people::leave);
    RoomOfferRoutes offers = new RoomOfferRoutes(accounts, guard, parts.rooms());
    call(HttpMethod.GET, ACCOUNT + "/offers", offers::list);
    call(HttpMethod.POST, ACCOUNT + "/offers/:offer", offers::accept);
    call(HttpMethod.DELETE, ACCOUNT + "/offers/:offer", offers::decline);
    admin(accounts, guard, parts, people);
  }

  private void admin(Accounts accounts, AccountGate guard, HttpParts parts, PeopleRoutes roles) {
    router.route(ADMIN + "/*").handler(guard).handler(ctx -> limit(guard, ctx, limiter::operator));
    OperatorGate gate = new OperatorGate(guard, apiKeys.orElseThrow(), accounts.audit());
    AdminAccountRoutes people = new AdminAccountRoutes(accounts, gate, parts.rooms(), roles::renew);
    AdminRoomRoutes rooms = new AdminRoomRoutes(parts, gate);
    call(HttpMethod.GET, ADMIN + "/accounts", people::list);
    call(HttpMethod.PATCH, ADMIN + "/accounts/:account", people::change);
    call(HttpMethod.DELETE, ADMIN + "/accounts/:account/sessions", people::endSessions);
    call(HttpMethod.GET, ADMIN + "/rooms", rooms::list);
    call(HttpMethod.PATCH, ADMIN + "/rooms/:code", rooms::change);
    call(HttpMethod.DELETE, ADMIN + "/rooms/:code", rooms::delete);
    call(HttpMethod.POST, ADMIN + "/rooms/:code/close", rooms::close);
    call(HttpMethod.GET, ADMIN + "/audit", new AdminAuditRoutes(accounts, gate)::list);
    LimitRoutes limits = new LimitRoutes(accounts, gate, parts);
    call(HttpMethod.GET, ADMIN + "/limits", limits::show);
    call(HttpMethod.PUT, ADMIN + "/limits", limits::change);
  }

  /** Limits what somebody who is signed in does; who is not is refused anyway. */
  private void limit(
      AccountGate gate,
      RoutingContext ctx,
      BiFunction<RoutingContext, String, Future<Void>> limit) {
    // Nobody reads the body yet.
    HttpServerRequest request = ctx.request().pause();
    gate.cookies()
        .get(ctx, AccountCookies.Kind.SESSION)
        .map(session -> limit.apply(ctx, session))
        .orElseGet(Future::succeededFuture)
        .onSuccess(allowed -> ctx.next())
        .onFailure(ctx::fail)
        .onComplete(done -> request.resume());
  }

  private void rooms(RoomRoutes rooms, RoomFileRoutes files) {
    call(HttpMethod.POST, ROOMS, rooms::create);
    call(HttpMethod.GET, ROOM, anyone(rooms::show));
    call(HttpMethod.PATCH, ROOM, presenter(rooms::change));
    call(HttpMethod.DELETE, ROOM, atLeast(RoomRole.OWNER, rooms::delete));
    call(HttpMethod.PUT, ROOM + "/stage", presenter(rooms::stage));
    call(HttpMethod.GET, ROOM + "/token", atLeast(RoomRole.VIEWER, rooms::token));
    call(
        HttpMethod.POST,
        ROOM + "/token",
        ctx -> authorizer.ownerOfAnyVersion(ctx).compose(rooms::newToken));
    call(HttpMethod.GET, ROOM + "/qr.svg", anyone(rooms::qrCode));
    call(HttpMethod.POST, ROOM + "/voters", anyone(rooms::newVoter));
    call(HttpMethod.GET, ROOM + "/export", presenter(files::exportAll));
    methods.put(ROOM + "/import", List.of("POST"));
    router
        .post(ROOM + "/import")
        .handler(roomFiles)
        .handler(
            ctx ->
                onCallerContext(ctx.vertx(), presenter(files::importAll).apply(ctx))
                    .onSuccess(reply -> reply.send(ctx, responseMemory))
                    .onFailure(ctx::fail));
  }

  private void keys(KeyRoutes keys) {
    call(HttpMethod.POST, ROOM + "/keys", atLeast(RoomRole.OWNER, keys::add));
    call(HttpMethod.GET, ROOM + "/keys", atLeast(RoomRole.OWNER, keys::list));
    call(HttpMethod.DELETE, ROOM + "/keys/:key", atLeast(RoomRole.OWNER, keys::revoke));
  }

  private void webhooks(WebhookRoutes webhooks) {
    String path = ROOM + "/webhooks";
    String one = path + "/:webhook";
    String deliveries = one + "/deliveries";
    call(HttpMethod.POST, path, atLeast(RoomRole.OWNER, webhooks::add));
    call(HttpMethod.GET, path, presenter(webhooks::list));
    call(HttpMethod.DELETE, one, atLeast(RoomRole.OWNER, webhooks::remove));
    call(HttpMethod.POST, one + "/secret", atLeast(RoomRole.OWNER, webhooks::rotate));
    call(HttpMethod.GET, deliveries, presenter(webhooks::deliveries));
    call(HttpMethod.POST, deliveries + "/:delivery/again", presenter(webhooks::sendAgain));
  }

  private void admission(AdmissionRoutes admission) {
    call(HttpMethod.GET, ROOM + "/admission", presenter(admission::show));
    call(HttpMethod.PUT, ROOM + "/admission", presenter(admission::change));
    call(HttpMethod.POST, ROOM + "/removed", atLeast(RoomRole.MODERATOR, admission::remove));
    call(HttpMethod.DELETE, ROOM + "/removed", presenter(admission::readmit));
  }

  private void players(PlayerRoutes players) {
    call(HttpMethod.GET, ROOM + "/players", presenter(players::list));
    call(HttpMethod.PUT, ROOM + "/players", presenter(players::change));
    call(HttpMethod.PATCH, ROOM + "/players/:voter", presenter(players::rename));
    call(HttpMethod.PUT, ROOM + "/player", ctx -> authorizer.voter(ctx).compose(players::self));
  }

  private void push(PushRoutes push) {
    String path = ROOM + "/push";
    call(HttpMethod.GET, path, anyone(push::key));
    call(HttpMethod.PUT, path, ctx -> authorizer.voter(ctx).compose(push::add));
    call(
        HttpMethod.DELETE,
        path + "/:subscription",
        ctx -> authorizer.voter(ctx).compose(push::remove));
  }

  private void agenda(AgendaRoutes agenda) {
    String path = ROOM + "/agenda";
    call(HttpMethod.GET, path, atLeast(RoomRole.VIEWER, agenda::show));
    call(HttpMethod.PUT, path, presenter(agenda::put));
    call(HttpMethod.POST, path + "/run", presenter(agenda::run));
    call(HttpMethod.POST, path + "/pause", presenter(agenda::pause));
    call(HttpMethod.POST, path + "/next", presenter(agenda::next));
    call(HttpMethod.POST, path + "/stop", presenter(agenda::stop));
  }

  private void rehearsal(RehearsalRoutes rehearsal) {
    call(HttpMethod.POST, ROOM + "/rehearsal", presenter(rehearsal::start));
    call(HttpMethod.GET, ROOM + "/rehearsal", presenter(rehearsal::show));
    call(HttpMethod.DELETE, ROOM + "/rehearsal", presenter(rehearsal::stop));
  }

  private void electorates(ElectorateRoutes electorates, ReportRoutes reports) {
    String path = ROOM + "/electorates";
    call(HttpMethod.POST, path, atLeast(RoomRole.OWNER, electorates::add));
    call(HttpMethod.GET, path, atLeast(RoomRole.PRESENTER, electorates::list));
    String roll = path + "/:electorate";
    call(HttpMethod.DELETE, roll, atLeast(RoomRole.OWNER, electorates::remove));
    String members = roll + "/members";
    call(HttpMethod.GET, members, atLeast(RoomRole.OWNER, electorates::members));
    methods.get(members).add(HttpMethod.POST.name());
    router
        .post(members)
        .handler(memberLists)
        .handler(
            ctx ->
                authorizer
                    .atLeast(RoomRole.OWNER, ctx)
                    .compose(electorates::addMembers)
                    .onFailure(ctx::fail));
    call(
        HttpMethod.DELETE,
        members + "/:member",
        atLeast(RoomRole.OWNER, electorates::removeMember));
    call(HttpMethod.POST, roll + "/cards", atLeast(RoomRole.OWNER, electorates::cards));
    call(HttpMethod.GET, POLL + "/report", atLeast(RoomRole.OWNER, reports::report));
    call(HttpMethod.POST, members + "/:member/code", atLeast(RoomRole.OWNER, electorates::renew));
  }

  private void mails(MemberMailRoutes mails) {
    String path = ROOM + "/electorates/:electorate/mails";
    call(HttpMethod.GET, path, atLeast(RoomRole.OWNER, mails::show));
    call(HttpMethod.POST, path, atLeast(RoomRole.OWNER, mails::send));
  }

  private void polls(PollRoutes polls, QuestionRoutes questions) {
    call(HttpMethod.POST, POLLS, presenter(polls::create));
    call(HttpMethod.GET, POLL, anyone(polls::show));
    call(HttpMethod.PATCH, POLL, presenter(polls::change));
    call(HttpMethod.DELETE, POLL, presenter(polls::delete));
    call(HttpMethod.POST, POLL + "/open", presenter(polls::open));
    call(HttpMethod.POST, POLL + "/extend", presenter(polls::extend));
    call(HttpMethod.POST, POLL + "/close", presenter(polls::close));
    call(HttpMethod.POST, POLL + "/reopen", presenter(polls::reopen));
    call(HttpMethod.POST, POLL + "/again", presenter(polls::again));
    call(HttpMethod.POST, POLL + "/reveal", presenter(polls::reveal));
    call(HttpMethod.POST, POLL + "/hide", presenter(polls::hide));
    call(HttpMethod.POST, POLL + "/reset", presenter(polls::reset));
    call(HttpMethod.POST, POLL + "/duplicate", presenter(polls::duplicate));
    call(HttpMethod.GET, POLL + "/entries", anyone(questions::list));
    call(
        HttpMethod.POST,
        POLL + "/entries",
        ctx -> authorizer.isVoter(ctx).compose(voter -> entries(ctx, voter, polls, questions)));
    call(
        HttpMethod.DELETE,
        POLL + "/entries/:entry",
        ctx -> authorizer.voter(ctx).compose(questions::withdraw));
    call(HttpMethod.POST, POLL + "/entries/:entry", atLeast(RoomRole.MODERATOR, polls::moderate));
  }

  /** Voters ask, moderators mark. */
  private Future<Reply> entries(
      RoutingContext ctx, boolean voter, PollRoutes polls, QuestionRoutes questions) {
    return voter
        ? authorizer.voter(ctx).compose(questions::ask)
        : authorizer.atLeast(RoomRole.MODERATOR, ctx).compose(polls::moderateAll);
  }

  private void ballots(BallotRoutes ballots, ResultRoutes results) {
    call(HttpMethod.POST, POLL + "/ballots", ctx -> authorizer.voter(ctx).compose(ballots::cast));
    call(HttpMethod.GET, POLL + "/result", anyone(results::result));
    methods.get(POLL + "/ballots").add("GET");
    router
        .get(POLL + "/ballots")
        .handler(
            ctx ->
                authorizer
                    .atLeast(RoomRole.PRESENTER, ctx)
                    .compose(results::ballots)
                    .onFailure(ctx::fail));
  }

  private void replay(ReplayRoutes replays) {
    methods.put(POLL + "/replay", List.of("GET"));
    router
        .get(POLL + "/replay")
        .handler(
            ctx ->
                authorizer
                    .atLeast(RoomRole.PRESENTER, ctx)
                    .compose(replays::play)
                    .onFailure(ctx::fail));
  }

  private void results(RoomResultRoutes results, RoomReportRoutes reports) {
    methods.put(ROOM + "/report", List.of("GET"));
    router
        .get(ROOM + "/report")
        .handler(
            ctx ->
                authorizer
                    .atLeast(RoomRole.VIEWER, ctx)
                    .compose(reports::report)
                    .onFailure(ctx::fail));
    methods.put(ROOM + "/results", List.of("GET"));
    router
        .get(ROOM + "/results")
        .handler(ctx -> authorizer.anyone(ctx).compose(results::results).onFailure(ctx::fail));
  }

  private void log(LogRoutes log) {
    call(HttpMethod.GET, "/log/checkpoint", log::checkpoint);
    call(HttpMethod.GET, "/log/tile/*", log::tile);
    call(HttpMethod.GET, "/api/v1/log/consistency", log::consistency);
  }

  private void proofs(ProofRoutes proofs) {
    call(HttpMethod.GET, "/api/v1/proof/keys", proofs::keys);
    call(HttpMethod.GET, POLL + "/checkpoint", anyone(proofs::checkpoint));
    call(HttpMethod.GET, POLL + "/manifest", anyone(proofs::manifest));
    call(HttpMethod.GET, POLL + "/proof", anyone(proofs::proof));
    stream(POLL + "/tags", proofs::tags);
    stream(POLL + "/proof.zip", proofs::archive);
  }

  private void stream(String path, Function<RoomRequest, Future<Void>> call) {
    methods.put(path, List.of("GET"));
    router.get(path).handler(ctx -> authorizer.anyone(ctx).compose(call).onFailure(ctx::fail));
  }

  private void images(ImageRoutes images) {
    methods.put(ROOM + "/images", List.of("POST"));
    router
        .post(ROOM + "/images")
        .handler(imageFiles)
        .handler(
            ctx ->
                onCallerContext(ctx.vertx(), presenter(images::add).apply(ctx))
                    .onSuccess(reply -> reply.send(ctx, responseMemory))
                    .onFailure(ctx::fail));
    call(HttpMethod.GET, "/i/:image", images::show);
  }

  private void events(EventRoutes events) {
    methods.put(ROOM + "/events", List.of("GET"));
    router
        .get(ROOM + "/events")
        .handler(
            ctx ->
                onCallerContext(ctx.vertx(), authorizer.anyone(ctx))
                    .compose(events::open)
                    .onFailure(ctx::fail));
  }

  private void providers(ProviderRoutes providers) {
    call(HttpMethod.POST, AUTH + "/:provider/start", providers::start);
    call(HttpMethod.GET, AUTH + "/:provider/callback", providers::callback);
    call(HttpMethod.GET, ACCOUNT + "/providers", providers::list);
    call(HttpMethod.DELETE, ACCOUNT + "/providers/:provider", providers::unlink);
  }

  private void passkeys(PasskeyRoutes passkeys) {
    call(HttpMethod.POST, SESSION + "/passkey/challenge", passkeys::beginProof);
    call(HttpMethod.POST, SESSION + "/passkey", passkeys::prove);
    call(HttpMethod.GET, ACCOUNT + "/passkeys", passkeys::list);
    call(HttpMethod.POST, ACCOUNT + "/passkeys/challenge", passkeys::beginAdding);
    call(HttpMethod.POST, ACCOUNT + "/passkeys", passkeys::add);
    call(HttpMethod.PATCH, ACCOUNT + "/passkeys/:passkey", passkeys::rename);
    call(HttpMethod.DELETE, ACCOUNT + "/passkeys/:passkey", passkeys::remove);
  }

  private Function<RoutingContext, Future<Reply>> anyone(
      Function<RoomRequest, Future<Reply>> call) {
    return ctx -> authorizer.anyone(ctx).compose(call);
  }

  private Function<RoutingContext, Future<Reply>> presenter(
      Function<RoomRequest, Future<Reply>> call) {
    return atLeast(RoomRole.PRESENTER, call);
  }

  private Function<RoutingContext, Future<Reply>> atLeast(
      RoomRole role, Function<RoomRequest, Future<Reply>> call) {
    return ctx -> authorizer.atLeast(role, ctx).compose(call);
  }

  private void call(HttpMethod method, String path, Function<RoutingContext, Future<Reply>> call) {
    methods.computeIfAbsent(path, first -> new ArrayList<>()).add(method.name());
    Route route = router.route(method, path);
    if (!method.equals(HttpMethod.GET)) {
      route.handler(bodies);
    }
    route.handler(
        ctx ->
            onCallerContext(ctx.vertx(), call.apply(ctx))
                .map(
                    answer -> {
                      answer.send(ctx, responseMemory);
                      return answer;
                    })
                .onFailure(ctx::fail));
  }

  private void rejectOtherMethods(String path, List<String> allowed) {
    router
        .route(path)
        .handler(
            ctx -> {
              ctx.response().putHeader("Allow", String.join(", ", allowed));
              ctx.fail(405);
            });
  }
}
