package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.ApiKeys;
import io.votehub.accounts.Passkey;
import io.votehub.accounts.ProviderSignIn.Link;
import io.votehub.accounts.RoomPeople;
import io.votehub.accounts.SecondFactors;
import io.votehub.accounts.SignedIn;
import io.votehub.bus.BusReply;
import io.votehub.bus.MembersPage;
import io.votehub.bus.MembersQuery;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.AccountSession;
import io.votehub.people.AuditEntry;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollJson;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.room.Rooms;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * All data of a person as one JSON text, in pieces: the account, its rooms one after another, and
 * what is in the audit log; each read when the one before was written. No secret is in it.
 */
final class AccountExport {
  private static final int MEMBERS_AT_ONCE = 1_000;

  private final HttpParts parts;
  private final Accounts accounts;
  private final SignedIn who;
  private final Accounts.Profile profile;
  private final List<AccountSession> sessions;
  private final Queue<Accounts.OwnRoom> rooms;
  private boolean anyItem;
  private Part part = Part.BEGINNING;
  private final Queue<Roll> rolls = new ArrayDeque<>();

  /** How many members of the first of these rolls are written. */
  private int member;

  private Optional<String> before = Optional.empty();

  /** A voter roll of a room. */
  private record Roll(String room, String roll) {}

  /** What comes next. */
  private enum Part {
    BEGINNING,
    ROOMS,
    MEMBERS,
    DONE_BY,
    DONE_TO,
    END,
    NOTHING
  }

  AccountExport(HttpParts parts, Accounts accounts, SignedIn who, Accounts.Profile profile) {
    this.parts = parts;
    this.accounts = accounts;
    this.who = who;
    this.profile = profile;
    this.rooms = new ArrayDeque<>(Accounts.rooms(profile.account()));
    this.sessions = accounts.sessions().alive(profile.account());
  }

  /** The next piece; empty at the end. */
  Future<Optional<String>> next() {
    switch (part) {
      case BEGINNING -> {
        part = Part.ROOMS;
        return Future.all(
                accounts.passkeys().stored().list(profile.account()),
                accounts.apiKeys().list(profile.account()),
                accounts.providers().list(profile.account()))
            .map(all -> Optional.of(beginning(all.resultAt(0), all.resultAt(1), all.resultAt(2))));
      }
      case ROOMS -> {
        if (!rooms.isEmpty()) {
          return room(rooms.remove());
        }
        part = Part.MEMBERS;
        anyItem = false;
        return piece("],\"members\":[");
      }
      case MEMBERS -> {
        if (!rolls.isEmpty()) {
          return members(rolls.element());
        }
        part = Part.DONE_BY;
        anyItem = false;
        return piece("],\"audit\":[");
      }
      case DONE_BY -> {
        return audited(true, Part.DONE_TO);
      }
      case DONE_TO -> {
        return audited(false, Part.END);
      }
      case END -> {
        part = Part.NOTHING;
        return piece("]}");
      }
      default -> {
        return Future.succeededFuture(Optional.empty());
      }
    }
  }

  private Future<Optional<String>> audited(boolean done, Part after) {
    return accounts
        .audited(profile.account(), done, before)
        .compose(
            slice -> {
              before = slice.next();
              if (before.isEmpty()) {
                part = after;
              }
              StringBuilder text = new StringBuilder();
              slice.items().forEach(each -> text.append(after(Json.write(entry(each)))));
              return text.isEmpty() ? next() : piece(text.toString());
            });
  }

  private static Map<String, Object> entry(AuditEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", entry.at());
    json.put("actor", entry.actor());
    json.put("action", entry.action());
    json.put("object", entry.object());
    json.put("outcome", entry.outcome());
    return json;
  }

  private static Future<Optional<String>> piece(String text) {
    return Future.succeededFuture(Optional.of(text));
  }

  private String beginning(
      List<Passkey> passkeys, List<ApiKeys.Key> apiKeys, List<Link> providers) {
    Account account = profile.account();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("exportedAt", parts.clock().millis());
    json.put("id", account.id());
    json.put("mail", profile.mail());
    profile.name().ifPresent(name -> json.put("name", name));
    json.put("createdAt", account.createdAt());
    json.put("operator", account.operator());
    Map<String, Object> factors = new LinkedHashMap<>();
    factors.put("password", account.password().isPresent());
    factors.put("totp", SecondFactors.hasApp(account));
    factors.put("recoveryCodes", account.recovery().size());
    factors.put("passkeys", passkeys.stream().map(AccountExport::passkey).toList());
    factors.put(
        "providers",
        providers.stream()
            .filter(each -> each.linkedAt().isPresent())
            .map(ProviderRoutes::json)
            .toList());
    json.put("factors", factors);
    json.put("sessions", sessions.stream().map(this::session).toList());
    json.put(
        "roles",
        RoomPeople.roles(account).stream().map(role -> Map.of("room", role.code())).toList());
    json.put("apiKeys", apiKeys.stream().map(AccountExport::apiKey).toList());
    String text = Json.write(json);
    return text.substring(0, text.length() - 1) + ",\"rooms\":[";
  }

  private Map<String, Object> session(AccountSession session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("client", session.client());
    json.put("createdAt", session.createdAt());
    json.put("usedAt", session.usedAt());
    json.put("provedAt", session.provedAt());
    json.put("current", session.id().equals(who.session().id()));
    return json;
  }

  private static Map<String, Object> passkey(Passkey passkey) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", passkey.name());
    json.put("createdAt", passkey.createdAt());
    json.put("usedAt", passkey.usedAt());
    return json;
  }

  private static Map<String, Object> apiKey(ApiKeys.Key key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", key.label());
    json.put("scopes", key.scopes().stream().map(ApiKeys.Scope::wire).toList());
    json.put("createdAt", key.createdAt());
    json.put("expiresAt", key.expiresAt());
    return json;
  }

  /** The next members of a roll; who they are was given by its owner. */
  private Future<Optional<String>> members(Roll of) {
    MembersQuery query = new MembersQuery(of.roll, "", member, MEMBERS_AT_ONCE);
    return BusReply.request(
            parts.vertx().eventBus(), MembersQuery.ADDRESS, query, MembersPage.class)
        .compose(
            page -> {
              member += page.members().size();
              if (page.members().isEmpty() || member >= page.found()) {
                rolls.remove();
                member = 0;
              }
              StringBuilder text = new StringBuilder();
              page.members().forEach(each -> text.append(after(Json.write(member(of, each)))));
              return text.isEmpty() ? next() : piece(text.toString());
            });
  }

  private static Map<String, Object> member(Roll of, MembersPage.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", of.room);
    json.put("electorate", of.roll);
    json.put("label", row.label());
    row.mail().ifPresent(mail -> json.put("mail", mail));
    json.put("weight", row.weight());
    return json;
  }

  private Future<Optional<String>> room(Accounts.OwnRoom own) {
    return parts
        .rooms()
        .listed(own.code())
        .compose(
            listed ->
                listed.room().id().orElse("").equals(own.id())
                    ? piece(after(text(listed)))
                    : next())
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
                    ? next()
                    : Future.failedFuture(fault));
  }

  private String after(String text) {
    String separated = (anyItem ? "," : "") + text;
    anyItem = true;
    return separated;
  }

  private String text(Rooms.Listed listed) {
    Room room = listed.room();
    room.rolls().forEach(roll -> rolls.add(new Roll(room.code(), roll.id())));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("createdAt", room.createdAt());
    json.put("role", "owner");
    json.put("keys", RoomJson.keys(room.keys()).get("keys"));
    json.put("electorates", RoomJson.rolls(room.rolls()));
    json.put("polls", listed.polls().stream().map(AccountExport::poll).toList());
    return Json.write(json);
  }

  private static Map<String, Object> poll(Poll poll) {
    return PollJson.poll(poll);
  }
}
