package io.votehub.people;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An account. Holds nothing that names its owner in clear: what people may read is sealed, and what
 * is looked up is a keyed hash.
 *
 * @param id random, never changes
 * @param createdAt UTC milliseconds since the epoch
 * @param keys by what the account is found besides its sessions, such as {@code mail:} with a hash;
 *     no two accounts have one in common
 * @param sealed encrypted fields by name
 * @param password an Argon2id hash as a PHC string; empty if none is set
 * @param operator whether it may administer the hub
 * @param recovery hashes of the unused recovery codes
 * @param sessions the oldest first
 * @param suspendedAt when an operator suspended it, UTC milliseconds; empty if it may sign in
 * @param erasure present if it is to be erased
 */
public record Account(
    String id,
    long createdAt,
    Set<String> keys,
    Map<String, String> sealed,
    Optional<String> password,
    boolean operator,
    List<String> recovery,
    List<AccountSession> sessions,
    OptionalLong suspendedAt,
    Optional<Erasure> erasure) {
  /** The largest number of keys of an account, those of its sessions not counted. */
  public static final int MAX_KEYS = 1_000;

  public Account {
    keys = Set.copyOf(keys);
    sealed = Map.copyOf(sealed);
    recovery = List.copyOf(recovery);
    sessions = List.copyOf(sessions);
  }

  /** A new account that is found by one key and cannot sign in yet. */
  public static Account of(String id, long createdAt, String key) {
    return new Account(
        id,
        createdAt,
        Set.of(key),
        Map.of(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** All keys by which it is found, those of its sessions included. */
  public Set<String> allKeys() {
    Set<String> all = new LinkedHashSet<>(keys);
    sessions.forEach(session -> all.add(session.key()));
    return all;
  }

  /** Whether it has a sealed field of that name. */
  public boolean has(String field) {
    return sealed.containsKey(field);
  }

  public Optional<AccountSession> session(Predicate<AccountSession> which) {
    return sessions.stream().filter(which).findFirst();
  }

  /**
   * With a further key, or the same if it has the key.
   *
   * @throws Refusal {@code bad-request} if it has {@value #MAX_KEYS} already
   */
  public Account withKey(String key) {
    if (!keys.contains(key) && keys.size() >= MAX_KEYS) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "This account holds no more");
    }
    return withKeys(Stream.concat(keys.stream(), Stream.of(key)).toList());
  }

  public Account withoutKeys(Predicate<String> which) {
    return withKeys(keys.stream().filter(which.negate()).toList());
  }

  private Account withKeys(List<String> all) {
    return new Account(
        id,
        createdAt,
        new LinkedHashSet<>(all),
        sealed,
        password,
        operator,
        recovery,
        sessions,
        suspendedAt,
        erasure);
  }

  public Account withSealed(String field, String ciphertext) {
    Map<String, String> all = new LinkedHashMap<>(sealed);
    all.put(field, ciphertext);
    return withSealed(all);
  }

  public Account withoutSealed(String field) {
    Map<String, String> all = new LinkedHashMap<>(sealed);
    all.remove(field);
    return withSealed(all);
  }

  private Account withSealed(Map<String, String> all) {
    return new Account(
        id, createdAt, keys, all, password, operator, recovery, sessions, suspendedAt, erasure);
  }

  public Account withPassword(String phc) {
    return new Account(
        id,
        createdAt,
        keys,
        sealed,
        Optional.of(phc),
        operator,
        recovery,
        sessions,
        suspendedAt,
        erasure);
  }

  public Account withOperator(boolean now) {
    return new Account(
        id, createdAt, keys, sealed, password, now, recovery, sessions, suspendedAt, erasure);
  }

  public Account withRecovery(List<String> hashes) {
    return new Account(
        id, createdAt, keys, sealed, password, operator, hashes, sessions, suspendedAt, erasure);
  }

  public Account withSessions(List<AccountSession> now) {
    return new Account(
        id, createdAt, keys, sealed, password, operator, recovery, now, suspendedAt, erasure);
  }

  /** With a session added, or replaced where it has one of the same id; the oldest make room. */
  public Account withSession(AccountSession session, int atMost) {
    List<AccountSession> all = new ArrayList<>(sessions);
    all.removeIf(each -> each.id().equals(session.id()));
    all.add(session);
    return withSessions(all.subList(Math.max(0, all.size() - atMost), all.size()));
  }

  public Account suspended(OptionalLong at) {
    return new Account(
        id, createdAt, keys, sealed, password, operator, recovery, sessions, at, erasure);
  }

  public Account withErasure(Optional<Erasure> now) {
    return new Account(
        id, createdAt, keys, sealed, password, operator, recovery, sessions, suspendedAt, now);
  }
}
