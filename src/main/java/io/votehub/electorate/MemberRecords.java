package io.votehub.electorate;

import io.votehub.bus.IssuedMembers;
import io.votehub.bus.MailDelivery;
import io.votehub.bus.MembersPage;
import io.votehub.bus.NewMembers;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.people.RollMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored form of members. A member has one record for the code, which says who it is, and one
 * for each key. Thread-safe; does what takes a processor's time, so it is called by workers.
 */
final class MemberRecords {
  private static final String LABEL = "label";
  private static final String MAIL = "mail";
  private static final String DELIVERY = "delivery";

  private final MemberCodes codes;
  private final SealedFields fields;

  MemberRecords(HubKey key) {
    codes = new MemberCodes(key);
    fields = new SealedFields(key);
  }

  /** Members with their secrets, and the records to be stored. */
  record Issuing(List<IssuedMembers.Issued> members, List<RollMember> records) {}

  String hash(String code) {
    return codes.hash(code);
  }

  /** Makes new members. */
  Issuing issue(String roll, List<NewMembers.Entry> entries) {
    byte[] key = fields.keyOf(roll);
    Issuing issued = new Issuing(new ArrayList<>(), new ArrayList<>());
    for (NewMembers.Entry entry : entries) {
      String id = Ids.random();
      Map<String, String> who = new HashMap<>();
      who.put(LABEL, fields.seal(key, id, LABEL, entry.label()));
      entry.mail().ifPresent(to -> who.put(MAIL, fields.seal(key, id, MAIL, to)));
      issue(issued, roll, id, entry, who);
    }
    return issued;
  }

  /** Makes another code and another key for a member. */
  Issuing renew(RollMember member) {
    MembersPage.Row row = row(fields.keyOf(member.roll()), member);
    Issuing issued = new Issuing(new ArrayList<>(), new ArrayList<>());
    NewMembers.Entry entry = new NewMembers.Entry(row.label(), row.mail(), row.weight());
    issue(issued, member.roll(), member.id(), entry, member.sealed());
    return issued;
  }

  private void issue(
      Issuing issued, String roll, String id, NewMembers.Entry entry, Map<String, String> who) {
    String code = codes.newCode();
    String key = codes.newKey();
    issued.members.add(new IssuedMembers.Issued(id, entry, code, key));
    issued.records.add(new RollMember(roll, id, codes.hash(code), entry.weight(), who));
    issued.records.add(keyRecord(roll, id, key, entry.weight()));
  }

  private RollMember keyRecord(String roll, String id, String key, int weight) {
    return new RollMember(roll, id, codes.hash(key), weight, Map.of());
  }

  /** Another key for a member, besides the code and the keys that there are. */
  record NewKey(String key, RollMember record) {}

  NewKey newKey(RollMember member) {
    String key = codes.newKey();
    return new NewKey(key, keyRecord(member.roll(), member.id(), key, member.weight()));
  }

  /** Whether the record says who the member is. */
  static boolean isOfCode(RollMember member) {
    return member.sealed().containsKey(LABEL);
  }

  /** The members in clear, of records with their names. */
  List<MembersPage.Row> rows(String roll, List<RollMember> members) {
    byte[] key = fields.keyOf(roll);
    return members.stream().map(each -> row(key, each)).toList();
  }

  MembersPage.Row row(RollMember member) {
    return row(fields.keyOf(member.roll()), member);
  }

  private MembersPage.Row row(byte[] key, RollMember member) {
    return new MembersPage.Row(
        member.id(),
        field(key, member, LABEL).orElse(""),
        field(key, member, MAIL),
        member.weight(),
        field(key, member, DELIVERY).map(MailDelivery::read));
  }

  private Optional<String> field(byte[] key, RollMember member, String name) {
    return Optional.ofNullable(member.sealed().get(name))
        .map(text -> fields.open(key, member.id(), name, text));
  }

  /** The record with what became of the mail to the member. */
  RollMember delivered(RollMember member, MailDelivery delivery) {
    Map<String, String> who = new HashMap<>(member.sealed());
    byte[] key = fields.keyOf(member.roll());
    who.put(DELIVERY, fields.seal(key, member.id(), DELIVERY, delivery.text()));
    return new RollMember(member.roll(), member.id(), member.codeHash(), member.weight(), who);
  }
}
