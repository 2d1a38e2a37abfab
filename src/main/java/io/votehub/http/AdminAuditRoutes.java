package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.PeopleJson;
import io.votehub.people.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/** The route by which operators read the audit log. */
final class AdminAuditRoutes {
  private static final int PAGE = 100;
  private static final int MAX_TEXT = 200;

  private final Accounts accounts;
  private final OperatorGate gate;

  AdminAuditRoutes(Accounts accounts, OperatorGate gate) {
    this.accounts = accounts;
    this.gate = gate;
  }

  /** The newest entries that match, a page at a time. */
  Future<Reply> list(RoutingContext ctx) {
    AuditFilter filter =
        new AuditFilter(
            AdminQuery.text(ctx, "actor", MAX_TEXT),
            AdminQuery.text(ctx, "action", MAX_TEXT),
            AdminQuery.text(ctx, "object", MAX_TEXT),
            AdminQuery.time(ctx, "from", 0),
            AdminQuery.time(ctx, "until", Long.MAX_VALUE));
    return gate.operator(ctx)
        .compose(
            who -> accounts.admin().audit(filter, AdminQuery.text(ctx, "before", MAX_TEXT), PAGE))
        .map(found -> Reply.ok(json(found)));
  }

  private static Map<String, Object> json(Slice<AuditEntry> found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entries", found.items().stream().map(PeopleJson::auditFields).toList());
    found.next().ifPresent(next -> json.put("next", next));
    return json;
  }
}
