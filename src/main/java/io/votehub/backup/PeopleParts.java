package io.votehub.backup;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.PeopleJson;
import io.votehub.people.RollMember;
import java.util.List;
import java.util.Map;

/**
 * People as lines of a backup: accounts without their sessions, and members of voter rolls, with
 * all that names them encrypted. The accounts' encryption keys are lines of a file of their own.
 */
final class PeopleParts {
  private static final int AT_ONCE = 500;
  private static final String ACCOUNT = "account";
  private static final String MEMBER = "member";
  private static final String KEY_OF = "keyOf";
  private static final String KEY = "key";

  private PeopleParts() {}

  /** What a line says. */
  sealed interface Line {
    record OfAccount(Account account) implements Line {}

    record OfMember(RollMember member) implements Line {}

    /**
     * @param key the account's encryption key, itself encrypted
     */
    record OfKey(String account, String key) implements Line {}

    /** An entry of the audit log. */
    record OfAudit(AuditEntry entry) implements Line {}

    /** The last entry that was cut off a chain of the audit log. */
    record OfAnchor(AuditEntry anchor) implements Line {}
  }

  /** Writes accounts, members and the audit log; blocks. */
  static void write(People people, BackupWriter writer) throws BackupException {
    String after = "";
    List<Account> accounts;
    do {
      accounts = Waiting.forStore(people.accounts(after, AT_ONCE));
      for (Account each : accounts) {
        String json = PeopleJson.account(each.withSessions(List.of()));
        writer.person("{\"" + ACCOUNT + "\":" + json + "}");
        after = each.id();
      }
    } while (accounts.size() == AT_ONCE);
    after = "";
    List<RollMember> members;
    do {
      members = Waiting.forStore(people.members(after, AT_ONCE));
      for (RollMember each : members) {
        writer.person("{\"" + MEMBER + "\":" + PeopleJson.member(each) + "}");
        after = each.key();
      }
    } while (members.size() == AT_ONCE);
    AuditParts.write(people, writer);
  }

  /** Writes the accounts' encryption keys; blocks. */
  static void writeKeys(People people, BackupWriter writer) throws BackupException {
    String after = "";
    List<Account> accounts;
    do {
      accounts = Waiting.forStore(people.accounts(after, AT_ONCE));
      for (Account each : accounts) {
        Waiting.forStore(people.wrappedKey(each.id()))
            .ifPresent(key -> writer.person(Json.write(Map.of(KEY_OF, each.id(), KEY, key))));
        after = each.id();
      }
    } while (accounts.size() == AT_ONCE);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is of no known kind
   */
  static Line read(String line) {
    try {
      Map<String, Object> json = Json.readObject(line);
      if (json.get(ACCOUNT) instanceof Map<?, ?> account) {
        return new Line.OfAccount(PeopleJson.account(Json.write(account)));
      }
      if (json.get(MEMBER) instanceof Map<?, ?> member) {
        return new Line.OfMember(PeopleJson.member(Json.write(member)));
      }
      if (json.get(AuditParts.ENTRY) instanceof Map<?, ?> entry) {
        return new Line.OfAudit(PeopleJson.audit(Json.write(entry)));
      }
      if (json.get(AuditParts.ANCHOR) instanceof Map<?, ?> anchor) {
        return new Line.OfAnchor(PeopleJson.audit(Json.write(anchor)));
      }
      if (json.get(KEY_OF) instanceof String account && json.get(KEY) instanceof String key) {
        return new Line.OfKey(account, key);
      }
    } catch (BadJsonException fault) {
      throw new IllegalArgumentException(fault);
    }
    throw new IllegalArgumentException("A line of an unknown kind");
  }
}
