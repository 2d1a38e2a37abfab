package io.votehub.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.votehub.identity.HubKey;
import io.votehub.identity.SecurityLog;
import io.votehub.limit.NewVoters.ChallengeMode;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.altcha.altcha.Altcha;

/** Limits for tests of other packages. */
public final class LimitKit {
  private static final HubKey KEY = HubKey.of("a key of the tests, with 32 bytes and more");

  /** So few hashes that a test can solve it at once. */
  public static final int EASY = 1_000;

  private LimitKit() {}

  /** No limits at all. */
  public static RequestLimits off() {
    return limits(new Senders(List.of()), false, 1, new SimpleMeterRegistry());
  }

  /**
   * Limits for which no time passes, so that it does not matter how long a test takes to reach
   * them.
   */
  public static RequestLimits limits(
      Senders senders, boolean enabled, int roomsPerMinute, MeterRegistry meters) {
    long now = System.nanoTime();
    return new RequestLimits(
        senders,
        new RequestLimits.Settings(enabled, roomsPerMinute, Map.of()),
        meters,
        () -> now,
        Optional.empty());
  }

  /** Nobody is challenged. */
  public static NewVoters newVoters(Vertx vertx, RequestLimits limits) {
    return newVoters(vertx, limits, ChallengeMode.OFF);
  }

  public static NewVoters newVoters(Vertx vertx, RequestLimits limits, ChallengeMode mode) {
    return new NewVoters(
        vertx,
        limits,
        mode,
        new ProofOfWork(KEY, EASY, limits.proofs(), InstantSource.system()),
        new SecurityLog(KEY));
  }

  /** Solves a challenge as a phone does. */
  public static String solve(Map<String, ?> work) {
    try {
      Altcha.Solution found =
          Altcha.solveChallenge(
              (String) work.get("challenge"),
              (String) work.get("salt"),
              Altcha.Algorithm.SHA256,
              ((Number) work.get("maxnumber")).longValue(),
              0);
      JsonObject proof = new JsonObject().put("number", found.number);
      for (String name : List.of("algorithm", "challenge", "salt", "signature")) {
        proof.put(name, work.get(name));
      }
      return Base64.getEncoder().encodeToString(proof.toBuffer().getBytes());
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }
}
