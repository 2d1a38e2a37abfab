package io.votehub.limit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.votehub.identity.HubKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.altcha.altcha.Altcha;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Challenges that cost a client some computing (ALTCHA): find the number whose hash together with a
 * salt is given. A challenge is for one room, is valid for five minutes and can be used once. The
 * hub keeps nothing of those it gives, only of those that were solved. Thread-safe.
 */
public final class ProofOfWork {
  static final long VALID_S = TimeUnit.MINUTES.toSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ProofOfWork.class);
  private static final String EXPIRES = "expires=";
  private static final int MAX_PROOF = 2048;

  private final String key;
  private final int difficulty;
  private final UsedProofs used;
  private final InstantSource clock;

  /** Remembers which solutions were used, at least as long as they are valid. */
  public interface UsedProofs {
    /** True for the first use of a name alone. */
    Future<Boolean> use(String name);
  }

  /**
   * @param hub signs challenges, on all instances alike
   * @param difficulty how many hashes a solution takes at most
   */
  public ProofOfWork(HubKey hub, int difficulty, UsedProofs used, InstantSource clock) {
    this.key = HexFormat.of().formatHex(hub.derive("votehub proof of work"));
    this.difficulty = difficulty;
    this.used = used;
    this.clock = clock;
  }

  /** A new challenge, as JSON for the client. */
  public Map<String, Object> challenge(String room) {
    try {
      Altcha.Challenge made =
          Altcha.createChallenge(
              new Altcha.ChallengeOptions()
                  .setHmacKey(key(room))
                  .setMaxNumber((long) difficulty)
                  .setSecureRandomNumber(true)
                  .setExpires(now() + VALID_S));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("algorithm", made.algorithm);
      json.put("challenge", made.challenge);
      json.put("maxnumber", made.maxnumber);
      json.put("salt", made.salt);
      json.put("signature", made.signature);
      return json;
    } catch (Exception fault) {
      throw new IllegalStateException("No challenge could be made", fault);
    }
  }

  private long now() {
    return TimeUnit.MILLISECONDS.toSeconds(clock.millis());
  }

  /** A challenge of one room is none of another. */
  private String key(String room) {
    return key + room;
  }

  /**
   * Whether the text is the solution of a challenge of that room, in time and used for the first
   * time; it is then used up.
   */
  public Future<Boolean> accept(String room, String proof) {
    return read(proof)
        .filter(solution -> isRight(room, solution))
        .map(solution -> used.use(solution.challenge))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  private static Optional<Altcha.Payload> read(String proof) {
    if (proof.length() > MAX_PROOF) {
      return Optional.empty();
    }
    try {
      JsonObject json = new JsonObject(Buffer.buffer(Base64.getDecoder().decode(proof)));
      Altcha.Payload solution = new Altcha.Payload();
      solution.algorithm = json.getString("algorithm");
      solution.challenge = json.getString("challenge");
      solution.number = json.getLong("number");
      solution.salt = json.getString("salt");
      solution.signature = json.getString("signature");
      boolean whole =
          Altcha.DEFAULT_ALGORITHM.getName().equals(solution.algorithm)
              && Stream.of(solution.challenge, solution.number, solution.salt, solution.signature)
                  .noneMatch(Objects::isNull)
              && solution.salt.contains(EXPIRES);
      return whole ? Optional.of(solution) : Optional.empty();
    } catch (IllegalArgumentException | DecodeException | ClassCastException fault) {
      return Optional.empty();
    }
  }

  private boolean isRight(String room, Altcha.Payload solution) {
    try {
      return Altcha.verifySolution(solution, key(room), true);
    } catch (Exception fault) {
      // The library declares no narrower type for what it cannot parse.
      LOG.debug("A proof could not be checked", fault);
      return false;
    }
  }
}
