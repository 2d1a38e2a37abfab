package io.votehub.limit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether somebody new may vote in a room. Returning voters, members of voter rolls and
 * onlookers are not asked.
 *
 * <p>A locked room lets nobody new in, and one with a passcode only those who enter it. Where new
 * voters come faster than an audience does, they are challenged: each has to show the room's
 * passcode or a {@link ProofOfWork proof of work}, which a phone computes by itself in about a
 * second. Nobody is refused for their address. Thread-safe.
 */
public final class NewVoters {
  private final Vertx vertx;
  private final RequestLimits limits;
  private final ChallengeMode setting;
  private volatile ChallengeMode mode;
  private final ProofOfWork proofs;
  private final Floods floods;
  private final SecurityLog security;

  /** When new voters are challenged. */
  public enum ChallengeMode {
    /** While more come than an audience does, and for five minutes after that. */
    AUTO,
    ON,
    OFF
  }

  /**
   * What somebody shows who wants to come in.
   *
   * @param passcode as typed
   * @param proof the solution of a challenge
   * @param person names who shows it apart from others at the same address, if that is possible
   */
  public record Shown(Optional<String> passcode, Optional<String> proof, Optional<String> person) {
    public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

    /** Shown by somebody who cannot be told from others at the same address. */
    public Shown(Optional<String> passcode, Optional<String> proof) {
      this(passcode, proof, Optional.empty());
    }
  }

  public NewVoters(
      Vertx vertx,
      RequestLimits limits,
      ChallengeMode mode,
      ProofOfWork proofs,
      SecurityLog security) {
    this.vertx = vertx;
    this.limits = limits;
    this.setting = mode;
    this.mode = mode;
    this.proofs = proofs;
    this.floods = new Floods(System::nanoTime);
    this.security = security;
  }

  /** Challenges new voters from now on in that mode; if empty, as the settings say. */
  public void override(Optional<ChallengeMode> wanted) {
    mode = wanted.orElse(setting);
  }

  /** When new voters are challenged now. */
  public ChallengeMode mode() {
    return mode;
  }

  /**
   * Completes when the voter may come in. Fails with a {@link Refusal} of {@code locked}, or of
   * {@code challenge} if something has to be shown first. Completes on the context of the caller.
   */
  public Future<Void> admit(Room room, Sender sender, Shown shown) {
    if (room.admission().locked()) {
      return Future.failedFuture(Refusal.of(ErrorCode.LOCKED));
    }
    if (room.admission().passcode().isEmpty()) {
      return crowd(room, sender, shown.proof());
    }
    if (shown.passcode().isEmpty()) {
      return Future.failedFuture(
          Refusal.challenge(
              "Enter the passcode that the big screen shows", Map.of("by", List.of("passcode"))));
    }
    return room.admission().isPasscode(shown.passcode().get())
        ? Future.succeededFuture()
        : wrongPasscode(room, sender, shown);
  }

  private Future<Void> wrongPasscode(Room room, Sender sender, Shown shown) {
    security.refused(Event.PASSCODE, "passcode", Optional.of(room.code()), sender.from());
    return limits
        .wrongCode(sender, shown.person())
        .compose(this::delay)
        .compose(
            waited ->
                Future.failedFuture(
                    Refusal.challenge(
                        "That is not the passcode",
                        Map.of("by", List.of("passcode"), "wrong", true))));
  }

  private Future<Void> crowd(Room room, Sender sender, Optional<String> proof) {
    return limits
        .identity(sender, room.code())
        .compose(
            crowding ->
                switch (mode) {
                  case OFF -> delay(crowding.delayMs());
                  case ON -> challenge(room, sender, proof);
                  case AUTO ->
                      isFlooded(room, sender, crowding)
                          ? challenge(room, sender, proof)
                          : Future.succeededFuture();
                });
  }

  private boolean isFlooded(Room room, Sender sender, RequestLimits.Crowding crowding) {
    String here = room.code() + ' ' + (sender.isAlone() ? sender.from().text() : "");
    // Each is noted, whatever becomes of the other.
    boolean beganHere = crowding.ofAddressMs() > 0 && floods.note(here);
    boolean beganOnHub = crowding.ofHubMs() > 0 && floods.note(Floods.HUB);
    if (beganHere || beganOnHub) {
      security.refused(Event.FLOOD, "identities", Optional.of(room.code()), sender.from());
    }
    return limits.enabled() && (floods.isOn(here) || floods.isOn(Floods.HUB));
  }

  private Future<Void> challenge(Room room, Sender sender, Optional<String> proof) {
    if (proof.isEmpty()) {
      return Future.failedFuture(
          challenge(room, "Many people are coming in; show that you are not a machine"));
    }
    return proofs
        .accept(room.code(), proof.get())
        .compose(
            right -> {
              if (right) {
                return Future.succeededFuture();
              }
              security.refused(Event.PROOF, "proof", Optional.of(room.code()), sender.from());
              return Future.failedFuture(
                  challenge(room, "The proof is wrong, too old or was used before"));
            });
  }

  /** Makes challenges, and checks their solutions. */
  public ProofOfWork proofs() {
    return proofs;
  }

  private Refusal challenge(Room room, String why) {
    return Refusal.challenge(
        why, Map.of("by", List.of("work"), "work", proofs.challenge(room.code())));
  }

  private Future<Void> delay(long ms) {
    return ms == 0 ? Future.succeededFuture() : vertx.timer(ms).mapEmpty();
  }
}
