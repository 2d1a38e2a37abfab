package io.votehub.people;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The JSON form in which stores keep people. Unknown fields are passed over. */
public final class PeopleJson {
  private PeopleJson() {}

  public static String account(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", account.id());
    json.put("createdAt", account.createdAt());
    json.put("keys", account.keys().stream().sorted().toList());
    json.put("sealed", account.sealed());
    account.password().ifPresent(phc -> json.put("password", phc));
    json.put("operator", account.operator());
    json.put("recovery", account.recovery());
    json.put("sessions", account.sessions().stream().map(PeopleJson::session).toList());
    if (account.suspendedAt().isPresent()) {
      json.put("suspendedAt", account.suspendedAt().getAsLong());
    }
    account.erasure().ifPresent(erasure -> json.put("erasure", erasure(erasure)));
    return Json.write(json);
  }

  private static Map<String, Object> erasure(Erasure erasure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("askedAt", erasure.askedAt());
    json.put("dueAt", erasure.dueAt());
    json.put("language", erasure.language());
    erasure
        .offer()
        .ifPresent(
            offer -> json.put("offer", Map.of("id", offer.id(), "mailHash", offer.mailHash())));
    erasure.heir().ifPresent(heir -> json.put("heir", heir));
    return json;
  }

  private static Erasure erasureOf(Map<?, ?> json) {
    return new Erasure(
        number(json, "askedAt"),
        number(json, "dueAt"),
        Optional.ofNullable((Map<?, ?>) json.get("offer"))
            .map(offer -> new Erasure.Offer(text(offer, "id"), text(offer, "mailHash"))),
        Optional.ofNullable((String) json.get("heir")),
        text(json, "language"));
  }

  private static Map<String, Object> session(AccountSession session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", session.id());
    json.put("hash", session.hash());
    json.put("createdAt", session.createdAt());
    json.put("usedAt", session.usedAt());
    json.put("provedAt", session.provedAt());
    json.put("client", session.client());
    return json;
  }

  public static Account account(String text) {
    Map<String, ?> json = read(text);
    return new Account(
        text(json, "id"),
        number(json, "createdAt"),
        new LinkedHashSet<>(texts(json, "keys")),
        fields(json, "sealed"),
        Optional.ofNullable((String) json.get("password")),
        Boolean.TRUE.equals(json.get("operator")),
        texts(json, "recovery"),
        ((List<?>) json.get("sessions")).stream().map(PeopleJson::sessionOf).toList(),
        json.containsKey("suspendedAt")
            ? OptionalLong.of(number(json, "suspendedAt"))
            : OptionalLong.empty(),
        Optional.ofNullable((Map<?, ?>) json.get("erasure")).map(PeopleJson::erasureOf));
  }

  private static AccountSession sessionOf(Object value) {
    Map<?, ?> json = (Map<?, ?>) value;
    return new AccountSession(
        text(json, "id"),
        text(json, "hash"),
        number(json, "createdAt"),
        number(json, "usedAt"),
        number(json, "provedAt"),
        text(json, "client"));
  }

  public static String member(RollMember member) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("roll", member.roll());
    json.put("id", member.id());
    json.put("codeHash", member.codeHash());
    json.put("weight", member.weight());
    json.put("sealed", member.sealed());
    return Json.write(json);
  }

  public static RollMember member(String text) {
    Map<String, ?> json = read(text);
    return new RollMember(
        text(json, "roll"),
        text(json, "id"),
        text(json, "codeHash"),
        (int) number(json, "weight"),
        fields(json, "sealed"));
  }

  public static String audit(AuditEntry entry) {
    return Json.write(auditFields(entry));
  }

  /** The fields of an entry by their names in JSON. */
  public static Map<String, Object> auditFields(AuditEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("instance", entry.instance());
    json.put("number", entry.number());
    json.put("at", entry.at());
    json.put("actor", entry.actor());
    json.put("action", entry.action());
    json.put("object", entry.object());
    json.put("outcome", entry.outcome());
    json.put("hash", entry.hash());
    return json;
  }

  public static AuditEntry audit(String text) {
    Map<String, ?> json = read(text);
    return new AuditEntry(
        text(json, "instance"),
        number(json, "number"),
        number(json, "at"),
        text(json, "actor"),
        text(json, "action"),
        text(json, "object"),
        text(json, "outcome"),
        text(json, "hash"));
  }

  private static Map<String, ?> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored record cannot be read", fault);
    }
  }

  private static String text(Map<?, ?> json, String name) {
    return (String) json.get(name);
  }

  private static long number(Map<?, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  private static List<String> texts(Map<?, ?> json, String name) {
    return ((List<?>) json.get(name)).stream().map(String.class::cast).toList();
  }

  private static Map<String, String> fields(Map<?, ?> json, String name) {
    return ((Map<?, ?>) json.get(name))
        .entrySet().stream()
            .collect(
                Collectors.toMap(each -> (String) each.getKey(), each -> (String) each.getValue()));
  }
}
