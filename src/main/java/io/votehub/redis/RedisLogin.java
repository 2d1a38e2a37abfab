package io.votehub.redis;

import java.util.Optional;

/**
 * The credentials of a client. {@code toString} omits the password.
 *
 * @param user empty for Redis's default user
 */
public record RedisLogin(Optional<String> user, String password) {
  @Override
  public String toString() {
    return user.orElse("default") + ":***";
  }
}
