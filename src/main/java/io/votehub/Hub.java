package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.votehub.accounts.Accounts;
import io.votehub.audit.Audit;
import io.votehub.config.Config;
import io.votehub.config.Setting;
import io.votehub.count.CountMeters;
import io.votehub.electorate.LeftMembers;
import io.votehub.electorate.Mailing;
import io.votehub.electorate.Members;
import io.votehub.electorate.MembersVerticle;
import io.votehub.engine.Backend;
import io.votehub.engine.ClusterBackend;
import io.votehub.engine.EmbeddedBackend;
import io.votehub.hook.HookDispatcher;
import io.votehub.hook.HookMeters;
import io.votehub.http.Pages;
import io.votehub.identity.HubKey;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.people.People;
import io.votehub.rehearse.Rehearsals;
import io.votehub.room.RoomExpiry;
import io.votehub.session.OwnClients;
import io.votehub.session.PendingConnections;
import io.votehub.session.SessionMeters;
import io.votehub.store.StoreMeter;
import io.votehub.synthetic.Place;
import io.votehub.synthetic.SyntheticOptions;
import io.votehub.synthetic.SyntheticVoter;
import io.votehub.trace.VoteFollower;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One instance of the hub on its backend. Creates its parts from the bottom up and stops them in
 * reverse order.
 */
final class Hub {
  private final HubParts parts;
  private final CountMeters countMeters;
  private final SessionMeters sessionMeters;
  private final DeletedRooms deletedRooms;
  private final Deployments deployments;
  private final Rehearsals rehearsals;
  private ClientServers servers;
  private final SharedPeople people;
  private final BackupSockets backups;
  private final OtherInstances others;
  private Optional<Accounts> accounts = Optional.empty();

  private Hub(HubParts parts) {
    this.parts = parts;
    people = new SharedPeople(parts.backend().people());
    backups = new BackupSockets(parts, people);
    others = new OtherInstances(parts);
    countMeters = new CountMeters(parts.registry(), parts.counting());
    sessionMeters = new SessionMeters(parts.registry());
    deletedRooms = new DeletedRooms(parts.registry());
    deployments = new Deployments(parts.vertx());
    rehearsals = new Rehearsals(parts.vertx(), rehearsalPlace(), parts.backend().rehearsal());
  }

  /**
   * Opens the backend and starts counting; accepts no connections yet. On failure everything is
   * closed again, and the message is fit for operators.
   *
   * @param pending connections that are accepted and not yet served
   * @param self describes this instance to the others of a cluster
   * @param follower follows votes through log and traces
   */
  static Future<Hub> open(
      Config config,
      Vertx vertx,
      MeterRegistry registry,
      StoreMeter meter,
      PendingConnections pending,
      Supplier<String> self,
      VoteFollower follower) {
    VotingMethods methods = VotingMethods.standard();
    MemoryBudget memory = MemoryBudget.of(config.limits().memoryBytes());
    Future<Backend> opened =
        config.redis().isPresent()
            ? ClusterBackend.open(vertx, config, methods, meter, self, follower)
            : EmbeddedBackend.open(vertx, config.dataDir(), methods, meter, memory, follower);
    Future<Backend> noting = opened.compose(each -> each.withHistory(config.historyDays()));
    return noting.compose(
        backend -> {
          Hub hub =
              new Hub(
                  HubParts.on(
                      backend, config, vertx, registry, methods, memory, pending, follower));
          return hub.stopOnFailure(hub.startCounting().compose(up -> hub.backups.open())).map(hub);
        });
  }

  /**
   * Starts to listen.
   *
   * @param pages may still be loading
   * @param operations adds the health and metrics routes to the router of each event loop
   */
  Future<Void> serve(Future<Pages> pages, Consumer<Router> operations) {
    return stopOnFailure(listen(pages, operations));
  }

  private Future<Void> stopOnFailure(Future<Void> step) {
    return step.recover(fault -> stop().transform(any -> Future.failedFuture(fault)));
  }

  private Future<Void> startCounting() {
    return new CountingVerticles(parts, countMeters, deployments).start();
  }

  private Future<Void> listen(Future<Pages> loading, Consumer<Router> operations) {
    return ServerTls.load(parts.vertx(), parts.config())
        .compose(
            tls ->
                key()
                    .compose(
                        key ->
                            openAccounts(key)
                                .compose(
                                    open ->
                                        loading.compose(
                                            pages -> listen(key, pages, operations, tls)))))
        .recover(fault -> Future.failedFuture(explain(fault)));
  }

  private Future<Void> openAccounts(HubKey key) {
    Config config = parts.config();
    return config.accounts().isEmpty()
        ? Future.succeededFuture()
        : AccountsStart.open(
                parts.vertx(), config, key, people, parts.log()::audit, parts.registry())
            .onSuccess(open -> accounts = Optional.of(open))
            .mapEmpty();
  }

  private Members members(HubKey key) {
    return new Members(
        parts.vertx(), parts.backend().store(), people, key, parts.memory().reading());
  }

  /** In the background: nobody waits for it, and what fails is done at the next start. */
  private void deleteLeftMembers() {
    Optional<Future<People>> there =
        parts.config().mongoUri().isPresent()
            ? Optional.of(people.get())
            : people.in(parts.config().dataDir());
    there.ifPresent(
        opening -> opening.compose(open -> LeftMembers.delete(parts.backend().store(), open)));
  }

  private Optional<Mailing.Settings> memberMails() {
    Config.RollMails mails = parts.config().rollMails();
    return mails
        .mail()
        .map(
            mail ->
                new Mailing.Settings(
                    AlertNotifiers.server(URI.create(mail.server().reveal())),
                    mail.from(),
                    mails.perMinute()));
  }

  private Future<Void> closeAccounts() {
    return accounts.isPresent() ? accounts.get().close() : people.close();
  }

  private Future<HubKey> key() {
    return parts
        .config()
        .authSecret()
        .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
        .orElseGet(parts.backend().key());
  }

  private Future<Void> listen(
      HubKey key, Pages pages, Consumer<Router> operations, Optional<ServerTls> tls) {
    PushStart push = new PushStart(parts, key);
    servers =
        new ClientServers(
            parts,
            sessionMeters,
            rehearsals,
            key,
            pages,
            operations,
            tls,
            accounts,
            push.subscriptions());
    servers.securityLog().start(parts.vertx());
    return deployments
        .start(1, i -> new MembersVerticle(members(key), memberMails()))
        .compose(up -> deployments.start(parts.config().http().eventLoops(), i -> servers.create()))
        .compose(up -> reloadCertificate(tls))
        .compose(
            up ->
                deployments.start(
                    1, i -> new RoomExpiry(parts.counting(), parts.rooms(), this::expired)))
        .compose(up -> deployments.start(1, i -> dispatcher(key)))
        .compose(up -> push.start(deployments, others))
        .compose(up -> eraseAccounts())
        .onSuccess(up -> deleteLeftMembers());
  }

  private HookDispatcher dispatcher(HubKey key) {
    return new HookDispatcher(
        parts.hooks(),
        parts.backend().ledger(),
        key,
        parts.config().privateHooks(),
        new SecureRandom(),
        new HookMeters(parts.registry()));
  }

  private Future<Void> reloadCertificate(Optional<ServerTls> tls) {
    return tls.map(
            own -> deployments.start(1, i -> own.reloader(servers.first(), parts.registry())))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> eraseAccounts() {
    return accounts
        .map(open -> deployments.start(1, i -> open.eraser(accountRooms())))
        .orElseGet(Future::succeededFuture);
  }

  private AccountRooms accountRooms() {
    return new AccountRooms(
        parts.rooms(), room -> deletedRooms.erased(servers.securityLog(), room));
  }

  private void expired(String room) {
    deletedRooms.unused(servers.securityLog(), room);
    accounts.ifPresent(
        open -> open.audit().record(Audit.HUB, "room.deleted", Audit.room(room), "unused"));
  }

  private Throwable explain(Throwable fault) {
    Config.Http http = parts.config().http();
    return BindErrors.explain(fault, http.host(), http.port(), Setting.HTTP_PORT);
  }

  private Rehearsals.Place rehearsalPlace() {
    Loopback loopback = new Loopback(parts.config());
    return new Rehearsals.Place(
        () -> loopback.hub(port()), loopback.metrics(), this::votes, others::votesPerSecond);
  }

  /** The voter of the hub's own, to be deployed while the hub serves; empty where there is none. */
  Optional<SyntheticVoter> syntheticVoter() {
    Config config = parts.config();
    return servers
        .own()
        .map(
            own ->
                new SyntheticVoter(
                    new Place(
                        new Loopback(config).hub(port()),
                        OwnClients.HEADER,
                        own.key(),
                        parts.backend().hidden(),
                        parts.backend().ledger(),
                        parts.backend().clock(),
                        parts.methods(),
                        config.redis().isEmpty()),
                    SyntheticOptions.of(
                        config.syntheticIntervalMs(),
                        config.tallyIntervalMs(),
                        config.limits().connections()),
                    parts.registry(),
                    () -> (long) votes(),
                    sessionMeters::openings));
  }

  /** The bound port. */
  int port() {
    return servers.first().port();
  }

  Backend backend() {
    return parts.backend();
  }

  /** Accounts for the memory taken by what clients send. */
  MemoryBudget memory() {
    return parts.memory();
  }

  /** Open connections. */
  int connections() {
    return sessionMeters.connections();
  }

  /** Rooms with at least one voter on this instance. */
  int rooms() {
    return parts.backend().fanout().rooms();
  }

  /** Votes counted since the start. */
  double votes() {
    return countMeters.counted();
  }

  /** Closes all client connections, counts the votes in flight, and closes the backend. */
  Future<Void> stop() {
    return rehearsals
        .close()
        .eventually(deployments::stop)
        .onComplete(
            stopped -> {
              if (servers != null) {
                servers.securityLog().stop();
              }
            })
        .eventually(backups::close)
        .eventually(this::closeAccounts)
        .eventually(parts.backend().close());
  }
}
