package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.RefusalHistory;
import io.votehub.limit.LimitClass;
import io.votehub.limit.LimitOverrides;
import io.votehub.limit.LimitRule;
import io.votehub.limit.NewVoters;
import io.votehub.limit.RequestLimits;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes with which operators see and change the limits of the hub while it runs. */
final class LimitRoutes {
  private static final int SHOWN_PREFIXES = 50;

  private final Accounts accounts;
  private final OperatorGate gate;
  private final RequestLimits limits;
  private final NewVoters newVoters;

  LimitRoutes(Accounts accounts, OperatorGate gate, HttpParts parts) {
    this.accounts = accounts;
    this.gate = gate;
    this.limits = parts.limits();
    this.newVoters = parts.newVoters();
  }

  /** Shows the limits, and from where most requests were refused. */
  Future<Reply> show(RoutingContext ctx) {
    return gate.operator(ctx)
        .compose(who -> accounts.refusals().top(SHOWN_PREFIXES))
        .map(prefixes -> Reply.ok(json(prefixes)));
  }

  /** Changes the limits of a class, or when new voters are challenged; null undoes a change. */
  Future<Reply> change(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("class", "rule", "challenge"));
    return gate.operator(ctx)
        .compose(
            who ->
                json.containsKey("challenge")
                    ? change(ctx, LimitOverrides.CHALLENGE, challenge(json.get("challenge")))
                    : change(ctx, kind(json.get("class")), rule(json)))
        .compose(changed -> show(ctx));
  }

  private Future<Map<String, String>> change(
      RoutingContext ctx, String name, Optional<String> value) {
    return gate.change(
        ctx, "limits.changed", "limit:" + name, who -> accounts.limitChanges().change(name, value));
  }

  private static String kind(Object given) {
    return LimitClass.of(String.valueOf(given))
        .map(LimitClass::wire)
        .orElseThrow(() -> Refusal.field("/class", "Is no class of limits"));
  }

  private static Optional<String> rule(Map<String, Object> json) {
    Object given = json.get("rule");
    if (!json.containsKey("rule") || !(given == null || given instanceof String)) {
      throw Refusal.field("/rule", "Must be a text, or null for the setting");
    }
    return Optional.ofNullable((String) given)
        .map(
            text ->
                LimitRule.parse(text)
                    .orElseThrow(
                        () ->
                            Refusal.field(
                                "/rule",
                                "Must be limits such as 'person 10 in 1h; address 480 in 1h'"))
                    .text());
  }

  private static Optional<String> challenge(Object given) {
    if (given == null) {
      return Optional.empty();
    }
    if (LimitOverrides.challenge(String.valueOf(given)).isEmpty()) {
      throw Refusal.field("/challenge", "Must be 'auto', 'on' or 'off'");
    }
    return Optional.of((String) given);
  }

  private Map<String, Object> json(List<RefusalHistory.Prefix> prefixes) {
    Map<String, String> changes = accounts.limitChanges().known();
    List<Object> classes = new ArrayList<>();
    for (LimitClass kind : LimitClass.values()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("class", kind.wire());
      each.put("rule", limits.rules().get(kind).text());
      each.put("changed", changes.containsKey(kind.wire()));
      classes.add(each);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("enabled", limits.enabled());
    json.put("challenge", LimitOverrides.name(newVoters.mode()));
    json.put("challengeChanged", changes.containsKey(LimitOverrides.CHALLENGE));
    json.put("limits", classes);
    json.put(
        "prefixes",
        prefixes.stream()
            .map(each -> Map.of("prefix", each.pseudonym(), "refused", each.refused()))
            .toList());
    return json;
  }
}
