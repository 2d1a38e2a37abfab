package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.ApiKeys;
import io.votehub.accounts.ApiKeys.Scope;
import io.votehub.poll.ValidationErrors;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes by which somebody makes and revokes keys for programs. */
final class ApiKeyRoutes {
  private final ApiKeys keys;
  private final AccountGate gate;

  ApiKeyRoutes(ApiKeys keys, AccountGate gate) {
    this.keys = keys;
    this.gate = gate;
  }

  /** Makes a key; its token is in this response only. */
  Future<Reply> add(RoutingContext ctx) {
    Map<String, Object> json = BodyReader.object(ctx, List.of("label", "scopes", "days"));
    ValidationErrors faults = new ValidationErrors();
    String label = faults.text(json.get("label"), "/label", ApiKeys.MAX_LABEL);
    Set<Scope> scopes = scopes(json.get("scopes"), faults);
    int days = days(json.get("days"), faults);
    faults.throwIfAny();
    return gate.proved(ctx)
        .compose(who -> keys.add(who.account(), label, scopes, days))
        .map(
            made -> {
              Map<String, Object> reply = json(made.key());
              reply.put("token", made.token());
              return Reply.created(reply);
            });
  }

  private static Set<Scope> scopes(Object given, ValidationErrors faults) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (given instanceof List<?> words && !words.isEmpty() && words.size() <= 4) {
      for (Object word : words) {
        Optional<Scope> scope = Scope.of(String.valueOf(word));
        if (scope.isPresent()) {
          scopes.add(scope.get());
        } else {
          faults.add("/scopes", "Must be some of 'read', 'lead', 'rolls' and 'admin'");
        }
      }
    } else {
      faults.add("/scopes", "Must be some of 'read', 'lead', 'rolls' and 'admin'");
    }
    return scopes;
  }

  private static int days(Object given, ValidationErrors faults) {
    if (given == null) {
      return ApiKeys.MAX_DAYS;
    }
    if (given instanceof Integer days && days >= 1 && days <= ApiKeys.MAX_DAYS) {
      return days;
    }
    faults.add("/days", "Must be a whole number from 1 to " + ApiKeys.MAX_DAYS);
    return 1;
  }

  Future<Reply> list(RoutingContext ctx) {
    return gate.signedIn(ctx)
        .compose(who -> keys.list(who.account()))
        .map(all -> Reply.ok(Map.of("keys", all.stream().map(ApiKeyRoutes::json).toList())));
  }

  /** Revokes a key; repeating this is no fault. */
  Future<Reply> revoke(RoutingContext ctx) {
    String key = ctx.pathParam("key");
    return gate.signedIn(ctx)
        .compose(who -> keys.revoke(who.account(), key))
        .map(done -> Reply.nothing());
  }

  private static Map<String, Object> json(ApiKeys.Key key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("label", key.label());
    json.put("scopes", key.scopes().stream().map(Scope::wire).toList());
    json.put("createdAt", key.createdAt());
    json.put("expiresAt", key.expiresAt());
    key.usedAt().ifPresent(at -> json.put("usedAt", at));
    return json;
  }
}
