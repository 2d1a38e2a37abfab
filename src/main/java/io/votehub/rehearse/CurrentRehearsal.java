package io.votehub.rehearse;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * The hub's latest rehearsal, the same on all its instances: at most one runs at a time. It belongs
 * to the instance that began it, which has to renew it; one that is not renewed within {@link
 * #LEASE_MS} has ended with its instance. Safe from any thread.
 *
 * <p>Futures fail with a {@link io.votehub.poll.Refusal} if the other instances cannot be reached.
 */
public interface CurrentRehearsal {
  /** Within this time the instance that holds it has to renew it. */
  long LEASE_MS = 8_000;

  /**
   * What is known of it.
   *
   * @param id of the rehearsal, unique over all
   * @param room the code of the room that is rehearsed
   * @param copy the code of the copy that was made for it; empty before that
   * @param running whether it has neither ended nor been given up
   * @param alive false if it runs and was not renewed in time
   * @param state how far it is, or how it ended, as a JSON object
   */
  record Known(
      String id,
      String room,
      Optional<String> copy,
      boolean running,
      boolean alive,
      Map<String, Object> state) {}

  /** Begins one, unless another one runs and is alive; whether it was begun. */
  Future<Boolean> begin(String id, String room, Map<String, Object> state);

  /** What to do after a renewal. */
  enum Order {
    CONTINUE,
    /** Someone asked to stop it. */
    STOP,
    /** It was not renewed in time, and another one may have begun. */
    LOST
  }

  /** Renews a running one and replaces what is known of it. */
  Future<Order> renew(String id, Optional<String> copy, Map<String, Object> state);

  /** Ends it; nothing if another one has begun. */
  Future<Void> end(String id, Map<String, Object> state);

  /** Asks whoever holds it to stop it. */
  Future<Void> requestStop(String id);

  /** The latest; empty if there was none for a day. */
  Future<Optional<Known>> read();
}
