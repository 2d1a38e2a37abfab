package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.IssuedMembers;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MemberView;
import io.votehub.bus.NewMembers;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.RollVoter;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final MemberCodes codes;
  private final SealedFields fields;

  /**
   * @param people the store of members, opened at the first call
   */
  public Members(Vertx vertx, Store store, Supplier<Future<People>> people, HubKey key) {
    this.vertx = vertx;
    this.store = store;
    this.people = people;
    this.codes = new MemberCodes(key);
    this.fields = new SealedFields(key);
  }

  /**
   * Adds members to a roll, and issues their codes and keys, which are stored as hashes only. Fails
   * with {@code bad-request} if the roll would have too many.
   */
  Future<IssuedMembers> add(NewMembers added) {
    return room(added.room())
        .map(room -> room.withMembers(added.roll(), added.entries().size()))
        .compose(fits -> vertx.executeBlocking(() -> issue(added), false))
        .compose(
            issued ->
                people
                    .get()
                    .compose(open -> open.addMembers(issued.records))
                    .compose(
                        stored ->
                            store.updateRoom(
                                added.room(),
                                room -> room.withMembers(added.roll(), added.entries().size())))
                    .map(counted -> new IssuedMembers(issued.members)));
  }

  private record Issuing(List<IssuedMembers.Issued> members, List<RollMember> records) {}

  private Issuing issue(NewMembers added) {
    List<IssuedMembers.Issued> members = new ArrayList<>();
    List<RollMember> records = new ArrayList<>();
    for (NewMembers.Entry entry : added.entries()) {
      String id = Ids.random();
      String code = codes.newCode();
      String key = codes.newKey();
      members.add(new IssuedMembers.Issued(id, entry, code, key));
      Map<String, String> who = new HashMap<>();
      who.put("label", fields.seal(added.roll(), id, "label", entry.label()));
      entry.mail().ifPresent(to -> who.put("mail", fields.seal(added.roll(), id, "mail", to)));
      records.add(new RollMember(added.roll(), id, codes.hash(code), entry.weight(), who));
      records.add(new RollMember(added.roll(), id, codes.hash(key), entry.weight(), Map.of()));
    }
    return new Issuing(members, records);
  }

  /** The member whom a code identifies. Fails with {@code not-eligible} if there is none. */
  Future<MemberView> redeem(MemberQuery query) {
    return room(query.room())
        .compose(
            room ->
                room.rolls().isEmpty()
                    ? Future.succeededFuture(Optional.<MemberView>empty())
                    : find(room.rolls(), codes.hash(query.code())))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        Refusal.of(
                            ErrorCode.NOT_ELIGIBLE,
                            "This code is on no voter roll of the room; check each character")));
  }

  private Future<Optional<MemberView>> find(List<VoterRoll> rolls, String hash) {
    return people
        .get()
        .compose(
            open -> {
              List<Future<Optional<RollMember>>> all =
                  rolls.stream().map(roll -> open.memberByCode(roll.id(), hash)).toList();
              return Future.join(all)
                  .map(
                      done ->
                          all.stream()
                              .map(Future::result)
                              .flatMap(Optional::stream)
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
}
