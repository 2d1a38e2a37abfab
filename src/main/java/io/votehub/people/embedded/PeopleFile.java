package io.votehub.people.embedded;

import io.votehub.people.Account;
import io.votehub.people.Erasure;
import io.votehub.people.KeyTakenException;
import io.votehub.people.Note;
import io.votehub.people.PeopleJson;
import io.votehub.people.RollMember;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import io.votehub.store.embedded.DataFile;
import io.votehub.store.embedded.FileSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The files of people and of their keys. Used by one thread. */
final class PeopleFile {
  static final String PEOPLE = "people.db";
  static final String KEYS = "people-keys.db";

  /** So many notes fit; beyond them only known ones are written. */
  private static final int MAX_NOTES = 1_000_000;

  private static final int FORGET_AT_ONCE = 1_000;
  private static final char SEPARATOR = '/';

  private final MVStore people;
  private final MVStore secrets;
  private final MVMap<String, String> accounts;
  private final MVMap<String, String> ids;
  private final MVMap<String, String> wrappedKeys;
  private final MVMap<String, String> members;
  private final MVMap<String, String> notes;

  /** When notes expire: the time as 16 hexadecimal digits, a slash, and the name. */
  private final MVMap<String, String> expiries;

  private final AuditMaps audit;

  /** When accounts are to be erased: the time as 16 hexadecimal digits, a slash, and the id. */
  private final MVMap<String, String> erasures;

  private final List<FileSpace> spaces;

  private PeopleFile(MVStore people, MVStore secrets) {
    this.people = people;
    this.secrets = secrets;
    accounts = people.openMap("accounts");
    ids = people.openMap("ids");
    members = people.openMap("members");
    notes = people.openMap("notes");
    expiries = people.openMap("expiries");
    audit = new AuditMaps(people);
    erasures = people.openMap("erasures");
    wrappedKeys = secrets.openMap("keys");
    spaces =
        List.of(
            new FileSpace(
                people, people.openMap("marks"), accounts.getId(), ids.getId(), members.getId()),
            new FileSpace(secrets, secrets.openMap("marks"), wrappedKeys.getId()));
  }

  static PeopleFile open(Path folder) throws StoreException {
    MVStore people = DataFile.open(folder, PEOPLE, "");
    try {
      return new PeopleFile(people, DataFile.open(folder, KEYS, ""));
    } catch (StoreException | RuntimeException fault) {
      people.closeImmediately();
      throw fault;
    }
  }

  /** Makes all changes durable: keys before the accounts that need them. */
  void commit() {
    for (MVStore each : List.of(secrets, people)) {
      if (each.hasUnsavedChanges()) {
        each.commit();
        each.sync();
      }
    }
  }

  void close() {
    secrets.close();
    people.close();
  }

  /** Closes the files without writing to them. */
  void abandon() {
    secrets.closeImmediately();
    people.closeImmediately();
  }

  boolean add(Account account, String wrappedKey) {
    if (accounts.containsKey(account.id())
        || account.allKeys().stream().anyMatch(ids::containsKey)) {
      return false;
    }
    wrappedKeys.put(account.id(), wrappedKey);
    put(account);
    return true;
  }

  private void put(Account account) {
    account.erasure().ifPresent(erasure -> erasures.put(due(erasure, account.id()), ""));
    accounts.put(account.id(), PeopleJson.account(account));
    account.allKeys().forEach(key -> ids.put(key, account.id()));
  }

  Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id)).map(PeopleJson::account);
  }

  Optional<Account> byKey(String key) {
    return Optional.ofNullable(ids.get(key)).flatMap(this::account);
  }

  Optional<String> wrappedKey(String id) {
    return Optional.ofNullable(wrappedKeys.get(id));
  }

  void replace(Account before, Account after) {
    Set<String> keys = after.allKeys();
    boolean taken =
        keys.stream().map(ids::get).anyMatch(id -> id != null && !id.equals(before.id()));
    if (taken) {
      throw new KeyTakenException();
    }
    before.allKeys().stream().filter(key -> !keys.contains(key)).forEach(ids::remove);
    before.erasure().ifPresent(erasure -> erasures.remove(due(erasure, before.id())));
    put(after);
  }

  private static String due(Erasure erasure, String id) {
    return HexFormat.of().toHexDigits(erasure.dueAt()) + SEPARATOR + id;
  }

  List<String> erasuresDue(long at, int atMost) {
    String end = HexFormat.of().toHexDigits(at + 1);
    List<String> due = new ArrayList<>();
    for (var each = erasures.keyIterator(null); each.hasNext() && due.size() < atMost; ) {
      String erasure = each.next();
      if (erasure.compareTo(end) >= 0) {
        break;
      }
      due.add(erasure.substring(erasure.indexOf(SEPARATOR) + 1));
    }
    return due;
  }

  List<Account> accounts(String after, int atMost) {
    return page(accounts, after, atMost).stream().map(PeopleJson::account).toList();
  }

  private static List<String> page(MVMap<String, String> map, String after, int atMost) {
    List<String> page = new ArrayList<>();
    String first = map.higherKey(after);
    if (first != null) {
      for (var each = map.cursor(first); each.hasNext() && page.size() < atMost; ) {
        each.next();
        page.add(each.getValue());
      }
    }
    return page;
  }

  boolean erase(String id) {
    Optional<Account> found = account(id);
    wrappedKeys.remove(id);
    found.ifPresent(
        account -> {
          account.allKeys().forEach(ids::remove);
          account.erasure().ifPresent(erasure -> erasures.remove(due(erasure, id)));
          accounts.remove(id);
        });
    spaces.forEach(FileSpace::erase);
    return found.isPresent();
  }

  Set<String> known(List<String> keys) {
    return keys.stream().filter(ids::containsKey).collect(Collectors.toSet());
  }

  void add(RollMember member) {
    members.put(member.key(), PeopleJson.member(member));
  }

  Optional<RollMember> member(String roll, String codeHash) {
    return Optional.ofNullable(members.get(RollMember.key(roll, codeHash))).map(PeopleJson::member);
  }

  List<RollMember> members(String after, int atMost) {
    return page(members, after, atMost).stream().map(PeopleJson::member).toList();
  }

  /** Removes some members of a roll; true if there may be more. */
  boolean removeRoll(String roll, int atMost) {
    List<String> some = new ArrayList<>();
    String first = RollMember.key(roll, "");
    for (var each = members.keyIterator(first); each.hasNext() && some.size() < atMost; ) {
      String key = each.next();
      if (!key.startsWith(first)) {
        break;
      }
      some.add(key);
    }
    some.forEach(members::remove);
    if (!some.isEmpty()) {
      spaces.get(0).erase();
    }
    return some.size() == atMost;
  }

  /** Whether bytes of what was deleted are still in the files. */
  boolean isErasing() {
    return spaces.stream().anyMatch(FileSpace::isDue);
  }

  /** A step of overwriting what was deleted; takes effect with the next commit. */
  void eraseSome() {
    spaces.stream().filter(FileSpace::isDue).forEach(FileSpace::step);
  }

  /**
   * Members of a roll in the order of the hashes of their codes.
   *
   * @param after the hash after which to begin; empty to begin with the first
   */
  List<RollMember> members(String roll, String after, int atMost) {
    String prefix = roll + SEPARATOR;
    List<RollMember> some = new ArrayList<>();
    for (var each = members.keyIterator(prefix + after); each.hasNext() && some.size() < atMost; ) {
      String key = each.next();
      if (!key.startsWith(prefix)) {
        break;
      }
      if (!key.equals(prefix + after)) {
        some.add(PeopleJson.member(members.get(key)));
      }
    }
    return some;
  }

  void remove(RollMember member) {
    members.remove(member.key());
    spaces.get(0).erase();
  }

  /** A note that has not expired. */
  Optional<String> note(String name, long now) {
    return Optional.ofNullable(notes.get(name))
        .filter(note -> until(note) > now)
        .map(note -> note.substring(note.indexOf(SEPARATOR) + 1));
  }

  private static long until(String note) {
    return HexFormat.fromHexDigitsToLong(note, 0, note.indexOf(SEPARATOR));
  }

  void write(String name, Note note) {
    if (note.text().length() > Note.MAX_LENGTH) {
      throw new IllegalArgumentException("A note of " + note.text().length() + " characters");
    }
    if (notes.sizeAsLong() >= MAX_NOTES && !notes.containsKey(name)) {
      throw Refusal.of(ErrorCode.BUSY);
    }
    remove(name);
    String until = HexFormat.of().toHexDigits(note.until());
    notes.put(name, until + SEPARATOR + note.text());
    expiries.put(until + SEPARATOR + name, "");
  }

  void remove(String name) {
    String before = notes.remove(name);
    if (before != null) {
      expiries.remove(before.substring(0, before.indexOf(SEPARATOR) + 1) + name);
    }
  }

  void forgetExpired(long now) {
    List<String> expired = new ArrayList<>();
    String end = HexFormat.of().toHexDigits(now);
    for (var each = expiries.keyIterator(null);
        each.hasNext() && expired.size() < FORGET_AT_ONCE; ) {
      String expiry = each.next();
      if (expiry.compareTo(end) >= 0) {
        break;
      }
      expired.add(expiry.substring(expiry.indexOf(SEPARATOR) + 1));
    }
    expired.forEach(this::remove);
  }

  AuditMaps audit() {
    return audit;
  }
}
