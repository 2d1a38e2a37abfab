package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.IssuedMembers;
import io.votehub.bus.MemberChange;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MemberView;
import io.votehub.bus.MembersGone;
import io.votehub.bus.MembersPage;
import io.votehub.bus.MembersQuery;
import io.votehub.bus.NewMembers;
import io.votehub.identity.HubKey;
import io.votehub.identity.RollVoter;
import io.votehub.memory.MemoryShare;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The members of voter rolls. A code is an identity and no ticket: redeemed again, on any device
 * and any instance, it is the same voter. Futures fail with a {@link Refusal}; every call is safe
 * from any thread.
 */
public final class Members {
  private final Vertx vertx;
  private final Store store;
  private final Supplier<Future<People>> people;
  private final MemberRecords records;
  private final RollReader reader;

  /**
   * @param people the store of members, opened at the first call
   * @param memory for the rolls that are read
   */
  public Members(
      Vertx vertx, Store store, Supplier<Future<People>> people, HubKey key, MemoryShare memory) {
    this.vertx = vertx;
    this.store = store;
    this.people = people;
    this.records = new MemberRecords(key);
    this.reader = new RollReader(vertx, people, records, memory);
  }

  /**
   * Adds members to a roll, and issues their codes and keys, which are stored as hashes only. Fails
   * with {@code bad-request} if the roll would have too many.
   */
  Future<IssuedMembers> add(NewMembers added) {
    int count = added.entries().size();
    long weight = added.entries().stream().mapToLong(NewMembers.Entry::weight).sum();
    return room(added.room())
        .map(room -> room.withMembers(added.roll(), count, weight))
        .compose(
            fits ->
                vertx.executeBlocking(() -> records.issue(added.roll(), added.entries()), false))
        .compose(
            issued ->
                people
                    .get()
                    .compose(open -> open.addMembers(issued.records()))
                    .compose(
                        stored ->
                            store.updateRoom(
                                added.room(),
                                room -> room.withMembers(added.roll(), count, weight)))
                    .map(counted -> new IssuedMembers(issued.members())))
        .onComplete(done -> reader.changed(added.roll()));
  }

  /** A part of a roll, as its owner sees it. */
  Future<MembersPage> page(MembersQuery query) {
    return reader.page(query);
  }

  /** Renews the secrets of a member, or deletes members. */
  Future<IssuedMembers> change(MemberChange change) {
    return recordsOf(change.roll(), change.member())
        .compose(
            found ->
                switch (change.kind()) {
                  case RENEW -> renew(found);
                  case DELETE ->
                      people
                          .get()
                          .compose(open -> open.removeMembers(found))
                          .map(new IssuedMembers(List.of()));
                })
        .onComplete(done -> reader.changed(change.roll()));
  }

  /**
   * The new secrets are stored before the old ones are removed, so that a crash between leaves the
   * member with both; whoever asks again removes them.
   */
  private Future<IssuedMembers> renew(List<RollMember> found) {
    RollMember known =
        found.stream()
            .filter(MemberRecords::isOfCode)
            .findAny()
            .orElseThrow(() -> Refusal.field("/member", "Is no member of this voter roll"));
    return vertx
        .executeBlocking(() -> records.renew(known), false)
        .compose(
            issued ->
                people
                    .get()
                    .compose(
                        open ->
                            open.addMembers(issued.records())
                                .compose(stored -> open.removeMembers(found)))
                    .map(done -> new IssuedMembers(issued.members())));
  }

  /** The records of a member, or of all members of a roll. */
  private Future<List<RollMember>> recordsOf(String roll, Optional<String> member) {
    List<RollMember> found = new ArrayList<>();
    return people
        .get()
        .compose(
            open ->
                open.readMembers(
                    roll,
                    each -> {
                      if (member.isEmpty() || each.id().equals(member.get())) {
                        found.add(each);
                      }
                    }))
        .map(read -> found);
  }

  /** Deletes the members of rolls whose room is gone. */
  Future<Void> forget(MembersGone gone) {
    return people
        .get()
        .compose(open -> Future.join(gone.rolls().stream().map(open::removeRoll).toList()))
        .mapEmpty();
  }

  /** The member whom a code identifies. Fails with {@code not-eligible} if there is none. */
  Future<MemberView> redeem(MemberQuery query) {
    return room(query.room())
        .compose(
            room ->
                room.rolls().isEmpty()
                    ? Future.succeededFuture(Optional.<MemberView>empty())
                    : find(room, records.hash(query.code())))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        Refusal.of(
                            ErrorCode.NOT_ELIGIBLE,
                            "This code is on no voter roll of the room; check each character")));
  }

  private Future<Optional<MemberView>> find(Room room, String hash) {
    return people
        .get()
        .compose(
            open -> {
              List<Future<Optional<RollMember>>> all =
                  room.rolls().stream().map(roll -> open.memberByCode(roll.id(), hash)).toList();
              return Future.join(all)
                  .map(
                      done ->
                          all.stream()
                              .map(Future::result)
                              .flatMap(Optional::stream)
                              .filter(each -> !room.hasRemoved(each.roll(), each.id()))
                              .map(Members::view)
                              .findFirst());
            });
  }

  private static MemberView view(RollMember member) {
    return new MemberView(new RollVoter(member.roll(), member.id(), member.weight()).id());
  }

  private Future<Room> room(String code) {
    return store
        .room(code)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)));
  }

  /** How members get mails; to be used by one context. */
  Mailing mailing(Mailing.Settings settings) {
    return new Mailing(vertx, people, records, reader, settings, InstantSource.system());
  }
}
