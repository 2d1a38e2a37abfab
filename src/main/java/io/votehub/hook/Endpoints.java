package io.votehub.hook;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The endpoints of a room, in the order in which they were added; at most {@value #MAX}. */
record Endpoints(List<Endpoint> all) {
  /** The key of the room's record in which they are kept. */
  static final String RECORD = "webhooks";

  static final int MAX = 5;
  private static final Endpoints NONE = new Endpoints(List.of());

  Endpoints {
    all = List.copyOf(all);
  }

  Optional<Endpoint> get(String id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * @throws Refusal {@code bad-request} if there are as many as may be
   */
  Endpoints with(Endpoint added) {
    if (all.size() >= MAX) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "A room has at most " + MAX + " webhooks");
    }
    List<Endpoint> more = new ArrayList<>(all);
    more.add(added);
    return new Endpoints(more);
  }

  Endpoints without(String id) {
    return new Endpoints(all.stream().filter(each -> !each.id().equals(id)).toList());
  }

  /** With one of them changed; the same if there is no such one. */
  Endpoints changed(String id, UnaryOperator<Endpoint> change) {
    return new Endpoints(
        all.stream().map(each -> each.id().equals(id) ? change.apply(each) : each).toList());
  }

  Optional<String> text() {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(Json.write(Map.of("endpoints", all.stream().map(Endpoint::json).toList())));
  }

  static Endpoints of(Optional<String> text) {
    return text.map(Endpoints::read).orElse(NONE);
  }

  private static Endpoints read(String text) {
    try {
      List<?> all = (List<?>) Json.readObject(text).get("endpoints");
      return new Endpoints(all.stream().map(each -> Endpoint.of((Map<?, ?>) each)).toList());
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds unreadable webhooks", fault);
    }
  }
}
