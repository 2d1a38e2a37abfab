package io.votehub.people;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Stores people: accounts, members of voter rolls, notes that expire, and the audit log.
 *
 * <p>Promises: what a completed future wrote survives a crash; a reader sees what was written
 * before, on every instance; a change of an account or a note is atomic; no two accounts share a
 * key. An account's encryption key is stored apart from it, so that a copy of the one is of no use
 * without the other.
 *
 * <p>Every call is safe from any thread. A future fails with a {@link io.votehub.poll.Refusal} of
 * {@code unavailable} or {@code busy} if the store cannot be reached, is overloaded or is full.
 */
public interface People {
  /**
   * Stores a new account.
   *
   * @param wrappedKey its encryption key, itself encrypted
   * @return false if another account has one of its keys
   */
  Future<Boolean> add(Account account, String wrappedKey);

  /** The account with a key, or with a session of that {@link AccountSession#key key}. */
  Future<Optional<Account>> byKey(String key);

  Future<Optional<Account>> account(String id);

  /** The encrypted encryption key of an account. */
  Future<Optional<String>> wrappedKey(String id);

  /**
   * Changes an account in one atomic step.
   *
   * @param change a pure function, which may be called more than once; what it throws fails the
   *     future and changes nothing
   * @return the account after the change; empty if there is none; fails with {@link
   *     KeyTakenException} if another account has one of the new keys
   */
  Future<Optional<Account>> update(String id, UnaryOperator<Account> change);

  /** Deletes an account and its encryption key; false if there is none. */
  Future<Boolean> erase(String id);

  /**
   * A page of all accounts, in the order of their ids.
   *
   * @param after the last id of the page before; empty for the first page
   */
  Future<List<Account>> accounts(String after, int atMost);

  /** The ids of accounts whose {@link Erasure} is due at that time, the longest due first. */
  Future<List<String>> erasuresDue(long at, int atMost);

  /** Adds a session, or replaces the one of the same id; the oldest beyond a number end. */
  default Future<Optional<Account>> putSession(String id, AccountSession session, int atMost) {
    return update(id, account -> account.withSession(session, atMost));
  }

  /** Ends some sessions of an account: from now on they are found on no instance. */
  default Future<Optional<Account>> endSessions(String id, Predicate<AccountSession> which) {
    return update(
        id,
        account ->
            account.withSessions(account.sessions().stream().filter(which.negate()).toList()));
  }

  /** Which of these keys an account has. */
  Future<Set<String>> known(Collection<String> keys);

  /** Stores members, or replaces those with the same roll and code; may be repeated. */
  Future<Void> addMembers(List<RollMember> members);

  Future<Optional<RollMember>> memberByCode(String roll, String codeHash);

  /**
   * Reads all members of a roll, in no particular order.
   *
   * @param reader called for each, by one thread at a time; what it throws fails the future
   */
  Future<Void> readMembers(String roll, Consumer<RollMember> reader);

  /** Removes the members with these rolls and codes; may be repeated. */
  Future<Void> removeMembers(List<RollMember> members);

  /**
   * A page of the members of all rolls, in the order of their {@link RollMember#key keys}.
   *
   * @param after the key of the last one of the page before; a roll's id and a slash for the first
   *     page of that roll; empty for the first of all
   */
  Future<List<RollMember>> members(String after, int atMost);

  /** Deletes a roll's members; may be repeated. */
  Future<Void> removeRoll(String roll);

  /**
   * Uses up a name until it expires, in one atomic step over all instances.
   *
   * @param until UTC milliseconds since the epoch, after which the name is free again
   * @return true for the first caller alone
   */
  Future<Boolean> useOnce(String name, long until);

  /** The text of a note that has not expired. */
  Future<Optional<String>> note(String name);

  /**
   * Writes a note in one atomic step.
   *
   * @param change a pure function of the text so far, which may be called more than once; empty if
   *     there is none or it has expired
   */
  Future<Note> writeNote(String name, Function<Optional<String>, Note> change);

  /** Removes a note and returns its text, to one caller alone. */
  Future<Optional<String>> takeNote(String name);

  /** Removes expired notes, a bounded number of them at a time. */
  Future<Void> forgetExpired();

  /** Appends to the audit log; false if the instance has an entry of that number. */
  Future<Boolean> appendAudit(AuditEntry entry);

  /**
   * The newest entry of an instance, which the next is chained to; its anchor if the chain was cut
   * behind it.
   */
  Future<Optional<AuditEntry>> lastAudit(String instance);

  /** The instances that have entries or an anchor, in the order of their names. */
  Future<List<String>> auditInstances();

  /**
   * Entries of an instance in the order of their numbers.
   *
   * @param from the first number
   */
  Future<List<AuditEntry>> audit(String instance, long from, int atMost);

  /** The entry that was the last to be cut off a chain, without what it said. */
  Future<Optional<AuditEntry>> auditAnchor(String instance);

  /**
   * Cuts a chain: removes an entry and all before it, and keeps it as the anchor. Cutting again
   * behind an earlier entry changes nothing.
   */
  Future<Void> cutAudit(AuditEntry last);

  /** Removes all chains with their anchors; for a restore that is given up. */
  Future<Void> removeAudit();

  /**
   * The newest entries of all instances that match.
   *
   * @param before where the slice before this one ended
   */
  Future<Slice<AuditEntry>> auditNewest(AuditFilter filter, Optional<String> before, int atMost);

  /** Completes what was begun and closes files. */
  Future<Void> close();
}
