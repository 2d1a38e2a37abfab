package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.votehub.room.Comparisons;

/** The route that counts the ballots of a closed poll by all rules. */
final class CompareRoutes {
  private final RequestAuthorizer authorizer;
  private final Comparisons comparisons;

  CompareRoutes(HttpParts parts, RequestAuthorizer authorizer) {
    this.authorizer = authorizer;
    this.comparisons = parts.polls().comparisons();
  }

  /** Shows the comparison to whoever may see the result. */
  Future<Reply> show(RoomRequest request) {
    return authorizer
        .poll(request)
        .compose(
            poll -> {
              ResultRoutes.requireResultVisible(request, poll);
              return comparisons.of(poll.room(), poll.id());
            })
        .map(text -> new Reply(200, Reply.JSON, Buffer.buffer(text)));
  }
}
