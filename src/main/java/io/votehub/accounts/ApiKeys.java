package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys with which programs act for an account: {@code vhk_ID_SECRET}. The secret of 256 bits is
 * shown once; the store has its SHA-256. A key may do what its scopes say, and never more than its
 * account may at that moment. Each request asks the store, so that a key that is revoked, or whose
 * account is suspended, is refused at once on every instance.
 */
public final class ApiKeys {
  /** What all keys begin with, so that scanners find those that were published by mistake. */
  public static final String PREFIX = "vhk_";

  /** The most days for which a key is valid. */
  public static final int MAX_DAYS = 90;

  public static final int MAX_LABEL = 60;

  static final int MAX = 20;

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
  private static final long USE_NOTED_MS = TimeUnit.MINUTES.toMillis(1);
  private static final int SECRET_LENGTH = 43;
  private static final int MAX_LENGTH = 200;
  private static final String KEY = "apikey:";

  private final People people;
  private final Audit audit;
  private final InstantSource clock;

  /** What a key may be used for. */
  public enum Scope {
    /** Looking at the rooms of the account, hidden results included. */
    READ,
    /** Making rooms and running their polls. */
    LEAD,
    /** Looking after the voter rolls of the account's own rooms. */
    ROLLS,
    /** What operators do; for operators only. */
    ADMIN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that name, if there is one. */
    public static Optional<Scope> of(String wire) {
      return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findAny();
    }
  }

  /**
   * A key, without its secret.
   *
   * @param createdAt UTC milliseconds since the epoch, as all times here
   * @param usedAt when it was last used, to the minute; empty if it never was
   */
  public record Key(
      String id,
      String label,
      Set<Scope> scopes,
      long createdAt,
      long expiresAt,
      OptionalLong usedAt) {}

  /**
   * A new key.
   *
   * @param token what programs send; not kept
   */
  public record Made(Key key, String token) {}

  /** Who uses a key, and what for. */
  public record Bearer(Account account, Key key) {
    public boolean has(Scope scope) {
      return key.scopes.contains(scope);
    }
  }

  /** A key as it is stored. */
  private record Held(String account, String hash, Key key) {}

  ApiKeys(People people, Audit audit, InstantSource clock) {
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a key.
   *
   * @param label in its owner's words
   * @return fails with {@code forbidden} for a scope that the account does not have, with {@code
   *     bad-request} if it has {@value #MAX} keys
   */
  public Future<Made> add(Account account, String label, Set<Scope> scopes, int days) {
    if (scopes.contains(Scope.ADMIN) && !account.operator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only operators have keys for administration");
    }
    String id = Ids.random();
    String secret = Digests.secret();
    long now = clock.millis();
    long until = now + TimeUnit.DAYS.toMillis(days);
    Key key = new Key(id, label, EnumSet.copyOf(scopes), now, until, OptionalLong.empty());
    Held held = new Held(account.id(), Digests.sha256(secret), key);
    return list(account)
        .compose(
            known -> {
              if (known.size() >= MAX) {
                throw Refusal.field(
                    "", "An account has at most " + MAX + " keys; revoke one first");
              }
              return people.writeNote(KEY + id, before -> new Note(write(held), until));
            })
        .compose(kept -> people.update(account.id(), each -> each.withKey(KEY + id)))
        .onSuccess(done -> note(account, "api-key.made", id))
        .map(new Made(key, PREFIX + id + '_' + secret));
  }

  private void note(Account account, String action, String key) {
    audit.record(account.id(), action, "api-key:" + key, Audit.DONE);
  }

  /** The keys of an account that are valid, the newest first. */
  public Future<List<Key>> list(Account account) {
    List<Future<Optional<Held>>> all =
        account.keys().stream().filter(each -> each.startsWith(KEY)).map(this::held).toList();
    return Future.join(all)
        .map(
            done ->
                all.stream()
                    .map(Future::result)
                    .flatMap(Optional::stream)
                    .map(Held::key)
                    .sorted(Comparator.comparingLong(Key::createdAt).reversed())
                    .toList());
  }

  private Future<Optional<Held>> held(String note) {
    return people.note(note).map(text -> text.map(each -> read(note, each)));
  }

  /** Revokes all keys of an account that is erased. */
  Future<Void> forget(Account account) {
    return Future.join(
            account.keys().stream()
                .filter(each -> each.startsWith(KEY))
                .map(people::takeNote)
                .toList())
        .mapEmpty();
  }

  /** Revokes a key of an account; it is refused from now on. May be repeated. */
  public Future<Void> revoke(Account account, String id) {
    if (!account.keys().contains(KEY + id)) {
      return Future.succeededFuture();
    }
    return people
        .takeNote(KEY + id)
        .compose(gone -> people.update(account.id(), each -> each.withoutKeys((KEY + id)::equals)))
        .onSuccess(done -> note(account, "api-key.revoked", id))
        .mapEmpty();
  }

  /** Whether a text is meant to be a key. */
  public static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /** Who uses a key; fails with {@code bad-token} if it is none, or no longer valid. */
  public Future<Bearer> verify(String token) {
    int secretAt = token.length() - SECRET_LENGTH;
    if (!isOne(token)
        || token.length() > MAX_LENGTH
        || secretAt <= PREFIX.length() + 1
        || token.charAt(secretAt - 1) != '_') {
      return Future.failedFuture(invalid());
    }
    String note = KEY + token.substring(PREFIX.length(), secretAt - 1);
    String hash = Digests.sha256(token.substring(secretAt));
    return held(note)
        .map(
            found ->
                found.filter(held -> Digests.equal(held.hash, hash)).orElseThrow(ApiKeys::invalid))
        .compose(
            held ->
                people
                    .account(held.account)
                    .map(
                        account ->
                            account
                                .filter(each -> each.suspendedAt().isEmpty())
                                .filter(each -> each.erasure().isEmpty())
                                .filter(each -> each.keys().contains(note))
                                .map(each -> new Bearer(each, held.key))
                                .orElseThrow(ApiKeys::invalid)))
        .onSuccess(who -> noteUse(note, who.key()));
  }

  private static Refusal invalid() {
    return Refusal.of(ErrorCode.BAD_TOKEN, "This key is unknown, revoked or too old");
  }

  private void noteUse(String note, Key key) {
    long now = clock.millis();
    if (key.usedAt.isPresent() && now - key.usedAt.getAsLong() < USE_NOTED_MS) {
      return;
    }
    people
        .writeNote(
            note,
            text -> {
              // Revoked in between: a note that has expired already is none.
              if (text.isEmpty()) {
                return new Note("", 0);
              }
              Held held = read(note, text.get());
              Key used =
                  new Key(
                      held.key.id,
                      held.key.label,
                      held.key.scopes,
                      held.key.createdAt,
                      held.key.expiresAt,
                      OptionalLong.of(now));
              return new Note(write(new Held(held.account, held.hash, used)), used.expiresAt);
            })
        .onFailure(fault -> LOG.debug("The use of a key was not noted", fault));
  }

  private static String write(Held held) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("account", held.account);
    json.put("hash", held.hash);
    json.put("label", held.key.label);
    json.put("scopes", held.key.scopes.stream().map(Scope::wire).toList());
    json.put("createdAt", held.key.createdAt);
    json.put("expiresAt", held.key.expiresAt);
    held.key.usedAt.ifPresent(at -> json.put("usedAt", at));
    return Json.write(json);
  }

  private static Held read(String note, String text) {
    try {
      Map<String, Object> json = Json.readObject(text);
      Set<Scope> scopes = EnumSet.noneOf(Scope.class);
      ((List<?>) json.get("scopes"))
          .forEach(each -> Scope.of((String) each).ifPresent(scopes::add));
      Key key =
          new Key(
              note.substring(KEY.length()),
              (String) json.get("label"),
              scopes,
              number(json, "createdAt"),
              number(json, "expiresAt"),
              json.containsKey("usedAt")
                  ? OptionalLong.of(number(json, "usedAt"))
                  : OptionalLong.empty());
      return new Held((String) json.get("account"), (String) json.get("hash"), key);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  private static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }
}
