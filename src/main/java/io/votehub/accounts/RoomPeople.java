package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that have a role in a room, and those that are invited to one. A role is a key of
 * the room that belongs to an account: whoever gives and takes keys is the caller. An invitation is
 * to a mail address, whether there is an account or not, and waits 14 days for its owner to accept.
 */
public final class RoomPeople {
  private static final Logger LOG = LoggerFactory.getLogger(RoomPeople.class);
  private static final long INVITED_MS = TimeUnit.DAYS.toMillis(14);
  private static final String OWNER = "room:";
  private static final String ROLE = "role:";
  private static final String OF_ROOM = "invited:";
  private static final String OF_MAIL = "invitations:";
  private static final char SEPARATOR = ':';

  private final People people;
  private final Names names;
  private final Fields fields;
  private final SealedLists<Invitation> invitations;
  private final Letters letters;
  private final InstantSource clock;

  /**
   * Somebody with a role.
   *
   * @param id of the room's key; {@code owner} for its owner
   */
  public record Person(
      String id, String account, String mail, Optional<String> name, RoomRole role) {}

  /**
   * Somebody who is asked to take a role.
   *
   * @param invitedAt UTC milliseconds since the epoch
   */
  public record Invitation(
      String id, String code, String roomId, String mail, RoomRole role, long invitedAt) {}

  /** A role of an account. */
  public record Role(String code, String roomId, String key) {}

  RoomPeople(
      People people,
      Names names,
      Fields fields,
      Vault vault,
      Letters letters,
      InstantSource clock) {
    this.letters = letters;
    this.people = people;
    this.names = names;
    this.fields = fields;
    this.clock = clock;
    invitations =
        new SealedLists<>(
            people,
            vault,
            clock,
            new SealedLists.Kind<>(
                RoomPeople::json, RoomPeople::invitation, Invitation::invitedAt, INVITED_MS));
  }

  private static String place(Room room) {
    return room.code() + SEPARATOR + room.id().orElse("");
  }

  private static String roleKey(Room room, String key) {
    return ROLE + place(room) + SEPARATOR + key;
  }

  /** Who has a role in the room by an account, the owner first. */
  public Future<List<Person>> list(Room room) {
    List<Future<Optional<Person>>> all = new ArrayList<>();
    all.add(person(OWNER + place(room), "owner", RoomRole.OWNER));
    for (RoomKey key : room.keys().keys()) {
      all.add(person(roleKey(room, key.id()), key.id(), key.role()));
    }
    return Future.join(all)
        .map(done -> all.stream().map(Future::result).flatMap(Optional::stream).toList());
  }

  private Future<Optional<Person>> person(String key, String id, RoomRole role) {
    return people
        .byKey(key)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Person>empty())
                    : fields
                        .open(found.get(), Fields.MAIL)
                        .compose(
                            mail ->
                                fields
                                    .open(found.get(), Fields.NAME)
                                    .map(
                                        name ->
                                            Optional.of(
                                                new Person(
                                                    id,
                                                    found.get().id(),
                                                    mail.orElse(""),
                                                    name,
                                                    role)))));
  }

  /** The account that owns the room; empty if nobody claimed it. */
  public Future<Optional<Account>> owner(Room room) {
    return people.byKey(OWNER + place(room));
  }

  /** The account to which a key of the room belongs. */
  public Future<Optional<Account>> holder(Room room, String key) {
    return people.byKey(roleKey(room, key));
  }

  /** Gives a key of the room to an account, in place of another one if it has that. */
  public Future<Void> give(Account account, Room room, String key, Optional<String> instead) {
    return people
        .update(
            account.id(),
            each ->
                each.withoutKeys(
                        old -> instead.filter(id -> old.equals(roleKey(room, id))).isPresent())
                    .withKey(roleKey(room, key)))
        .mapEmpty();
  }

  /** Takes a key of the room from the account that has it. */
  public Future<Void> take(Room room, String key) {
    return holder(room, key)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : people.update(
                        found.get().id(), each -> each.withoutKeys(roleKey(room, key)::equals)))
        .mapEmpty();
  }

  /** Makes an account the owner in place of the present one, who has it back if that fails. */
  public Future<Void> handOver(Room room, Optional<Account> from, Account to) {
    String key = OWNER + place(room);
    if (from.isEmpty()) {
      return people.update(to.id(), each -> each.withKey(key)).mapEmpty();
    }
    return people
        .update(from.get().id(), each -> each.withoutKeys(key::equals))
        .compose(
            taken ->
                people
                    .update(to.id(), each -> each.withKey(key))
                    .map(given -> given.orElseThrow(() -> Refusal.of(ErrorCode.UNAVAILABLE)))
                    .recover(
                        fault ->
                            people
                                .update(from.get().id(), each -> each.withKey(key))
                                .compose(back -> Future.failedFuture(fault))))
        .mapEmpty();
  }

  /** The roles of an account in rooms, also those whose room or key is gone by now. */
  public static List<Role> roles(Account account) {
    return account.keys().stream()
        .filter(key -> key.startsWith(ROLE))
        .sorted()
        .map(key -> key.substring(ROLE.length()).split(":", 3))
        .filter(parts -> parts.length == 3)
        .map(parts -> new Role(parts[0], parts[1], parts[2]))
        .toList();
  }

  /** The role that an account was given in a room, the greatest if there are several. */
  static Optional<RoomRole> role(Account account, Room room) {
    return room.keys().keys().stream()
        .filter(key -> account.keys().contains(roleKey(room, key.id())))
        .map(RoomKey::role)
        .max(Comparator.naturalOrder());
  }

  /** Forgets a role. */
  public Future<Void> forget(Account account, Role role) {
    String key = ROLE + role.code + SEPARATOR + role.roomId + SEPARATOR + role.key;
    return people.update(account.id(), each -> each.withoutKeys(key::equals)).mapEmpty();
  }

  /**
   * Invites the owner of an address; one who is invited already gets the new role.
   *
   * @return fails with {@code bad-request} if that is no address, or too many are invited
   */
  public Future<Invitation> invite(Room room, String typedMail, RoomRole role) {
    String mail =
        Mails.read(typedMail).orElseThrow(() -> Refusal.field("/mail", "Not a mail address"));
    Invitation made =
        new Invitation(Ids.random(), room.code(), room.id().orElse(""), mail, role, clock.millis());
    return invitations
        .change(OF_ROOM + place(room), all -> with(all, made, each -> each.mail.equals(mail)))
        .compose(
            kept ->
                invitations.change(
                    OF_MAIL + names.hash(mail),
                    all ->
                        with(
                            all,
                            made,
                            each ->
                                each.code.equals(made.code) && each.roomId.equals(made.roomId))))
        .map(made);
  }

  private static List<Invitation> with(
      List<Invitation> all, Invitation made, Predicate<Invitation> same) {
    List<Invitation> rest = new ArrayList<>(all.stream().filter(same.negate()).toList());
    rest.add(made);
    return rest;
  }

  /** Sends a mail to whom is invited, where mails can be sent; the invitation stands without it. */
  public void tell(Invitation invitation, Room room, Visitor visitor) {
    letters
        .askToHelp(invitation.mail, visitor.language(), room.title(), visitor.address())
        .onFailure(fault -> LOG.warn("A mail about an invitation to a room was not sent", fault));
  }

  /** Who is invited to a room. */
  public Future<List<Invitation>> invited(Room room) {
    return invitations.read(OF_ROOM + place(room));
  }

  /** To what the owner of an account is invited. */
  public Future<List<Invitation>> invitations(Account account) {
    return invitations.read(OF_MAIL + Names.hashOf(account));
  }

  /** Removes an invitation; returns it to one caller alone. */
  public Future<Optional<Invitation>> takeBack(Room room, String id) {
    return invited(room).compose(all -> takeBack(find(all, id)));
  }

  /** The same for whom it is addressed to. */
  public Future<Optional<Invitation>> takeBack(Account account, String id) {
    return invitations(account).compose(all -> takeBack(find(all, id)));
  }

  private static Optional<Invitation> find(List<Invitation> all, String id) {
    return all.stream().filter(each -> each.id.equals(id)).findAny();
  }

  private Future<Optional<Invitation>> takeBack(Optional<Invitation> found) {
    if (found.isEmpty()) {
      return Future.succeededFuture(found);
    }
    Invitation gone = found.get();
    boolean[] was = new boolean[1];
    return invitations
        .change(
            OF_MAIL + names.hash(gone.mail),
            all -> {
              was[0] = find(all, gone.id).isPresent();
              return all.stream().filter(each -> !each.id.equals(gone.id)).toList();
            })
        .compose(
            done ->
                invitations.change(
                    OF_ROOM + gone.code + SEPARATOR + gone.roomId,
                    all -> all.stream().filter(each -> !each.id.equals(gone.id)).toList()))
        .map(done -> was[0] ? found : Optional.empty());
  }

  private static Map<String, Object> json(Invitation each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", each.id);
    json.put("code", each.code);
    json.put("room", each.roomId);
    json.put("mail", each.mail);
    json.put("role", each.role.wire());
    json.put("at", each.invitedAt);
    return json;
  }

  private static Invitation invitation(Map<?, ?> json) {
    return new Invitation(
        (String) json.get("id"),
        (String) json.get("code"),
        (String) json.get("room"),
        (String) json.get("mail"),
        RoomRole.of((String) json.get("role")).orElse(RoomRole.VIEWER),
        ((Number) json.get("at")).longValue());
  }
}
