package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.people.AccountSession;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of browsers: a secret of 256 bits in a cookie, of which the store has the SHA-256. A
 * session ends an hour after its last use and a day after its start; an account has at most {@value
 * #MAX}. Each request asks the store, so that an ended session is refused at once on every
 * instance.
 */
public final class Sessions {
  static final int MAX = 20;
  static final long IDLE_MS = TimeUnit.HOURS.toMillis(1);
  static final long ABSOLUTE_MS = TimeUnit.HOURS.toMillis(24);

  /** For so long after a factor was proved, the account's security may be changed. */
  static final long PROVED_MS = TimeUnit.MINUTES.toMillis(10);

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final long USE_NOTED_MS = TimeUnit.MINUTES.toMillis(1);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final People people;
  private final Devices devices;
  private final Consumer<Account> kept;
  private final InstantSource clock;

  /**
   * @param kept called with an account whose erasure was undone by signing in
   */
  Sessions(People people, Devices devices, Consumer<Account> kept, InstantSource clock) {
    this.people = people;
    this.devices = devices;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * Starts a session for somebody who has just proved all factors. An erasure that was asked for is
   * undone by it.
   *
   * @param mailHash of the account, for the device cookie
   */
  Future<NewSession> start(Account account, String mailHash, Visitor visitor) {
    long now = clock.millis();
    String token = Digests.secret();
    AccountSession session =
        new AccountSession(Ids.random(), Digests.sha256(token), now, now, now, visitor.client());
    return people
        .update(
            account.id(),
            each -> {
              requireNotDue(each, now);
              return each.withSession(session, MAX).withErasure(Optional.empty());
            })
        .onSuccess(
            started -> {
              if (account.erasure().isPresent() && started.isPresent()) {
                kept.accept(account);
              }
            })
        .map(found -> found.filter(each -> each.suspendedAt().isEmpty()))
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.BAD_CREDENTIALS)))
        .map(
            stored ->
                new NewSession(
                    token, stored, session, devices.cookie(mailHash, visitor), now + ABSOLUTE_MS));
  }

  /** From the time an erasure is due nothing undoes it. */
  private static void requireNotDue(Account account, long now) {
    if (account.erasure().filter(each -> each.dueAt() <= now).isPresent()) {
      throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
    }
  }

  /** A factor was proved again: the session gets a new secret, and keeps its age. */
  Future<NewSession> renew(SignedIn who, String mailHash, Visitor visitor) {
    long now = clock.millis();
    String token = Digests.secret();
    AccountSession old = who.session();
    AccountSession session =
        new AccountSession(
            old.id(), Digests.sha256(token), old.createdAt(), now, now, visitor.client());
    return people
        .update(
            who.account().id(),
            account -> {
              // It may have been ended meanwhile.
              requireSession(account, each -> each.hash().equals(old.hash()));
              return account.withSession(session, MAX);
            })
        .map(found -> found.orElseThrow(Sessions::signInFirst))
        .map(
            stored ->
                new NewSession(
                    token,
                    stored,
                    session,
                    devices.cookie(mailHash, visitor),
                    old.createdAt() + ABSOLUTE_MS));
  }

  private static void requireSession(Account account, Predicate<AccountSession> which) {
    if (account.session(which).isEmpty()) {
      throw signInFirst();
    }
  }

  /** Who a session's secret proves; fails with {@code bad-token} if it is none or has ended. */
  public Future<SignedIn> verify(String token) {
    if (!TOKEN.matcher(token).matches()) {
      return Future.failedFuture(signInFirst());
    }
    String hash = Digests.sha256(token);
    long now = clock.millis();
    return people
        .byKey(AccountSession.key(hash))
        .map(
            found ->
                found
                    .filter(account -> account.suspendedAt().isEmpty())
                    .flatMap(
                        account ->
                            account
                                .session(each -> each.hash().equals(hash) && isAlive(each, now))
                                .map(session -> new SignedIn(account, session)))
                    .orElseThrow(Sessions::signInFirst))
        .map(who -> noteUse(who, now));
  }

  /** The key under which the store knows a session; empty if the text is no secret of one. */
  public static Optional<String> key(String token) {
    return Optional.of(token)
        .filter(TOKEN.asMatchPredicate())
        .map(each -> AccountSession.key(Digests.sha256(each)));
  }

  static boolean isAlive(AccountSession session, long now) {
    return now - session.usedAt() < IDLE_MS && now - session.createdAt() < ABSOLUTE_MS;
  }

  private SignedIn noteUse(SignedIn who, long now) {
    if (now - who.session().usedAt() >= USE_NOTED_MS) {
      people
          .update(
              who.account().id(),
              account ->
                  account.withSessions(
                      account.sessions().stream()
                          .map(
                              each ->
                                  each.id().equals(who.session().id()) ? each.usedAt(now) : each)
                          .toList()))
          .onFailure(fault -> LOG.debug("The use of a session was not noted", fault));
    }
    return who;
  }

  /** The sessions of an account that are not over. */
  public List<AccountSession> alive(Account account) {
    long now = clock.millis();
    return account.sessions().stream().filter(each -> isAlive(each, now)).toList();
  }

  static Refusal signInFirst() {
    return Refusal.of(ErrorCode.BAD_TOKEN, "Sign in first");
  }

  /**
   * Checks that a factor was proved lately.
   *
   * @throws Refusal {@code step-up} if not
   */
  public void requireProved(SignedIn who) {
    if (clock.millis() - who.session().provedAt() >= PROVED_MS) {
      throw Refusal.of(ErrorCode.STEP_UP, "Prove that it is you once more");
    }
  }

  /** Ends sessions: they are refused from now on, and their sockets are closed soon. */
  public Future<Account> end(String account, Predicate<AccountSession> which) {
    return people
        .endSessions(account, which)
        .map(found -> found.orElseThrow(Sessions::signInFirst));
  }
}
