package io.votehub.session;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The sign-ins of accounts, as far as sockets depend on them. */
public interface SignIns {
  /**
   * The key of the sign-in that a browser's cookies name, whether it still stands or not.
   *
   * @param cookies the value of the Cookie header; may be null
   */
  Optional<String> key(String cookies);

  /** Which of these sign-ins still stand; the others have been ended. */
  Future<Set<String>> standing(Collection<String> keys);
}
