package io.votehub.redis;

import java.util.Optional;

/**
 * With what a client logs in. Prints without the password.
 *
 * @param user nothing for Redis's default user
 */
public record RedisLogin(Optional<String> user, String password) {
  @Override
  public String toString() {
    return user.orElse("default") + ":***";
  }
}
